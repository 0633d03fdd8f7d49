import type { Range } from "../core/text/lineTable";
import { request } from "./message";
import type { SeverityCounts, SeverityName } from "./severity";

/** Client → server: a slice of an open file's samples. */
export const samplesRequest = request<SamplesParams, SamplesResult>("samples");

export interface SamplesParams {
  readonly uri: string;
  /** Only samples with such findings, and only these findings; nothing is filtered if both are empty. */
  readonly severities: readonly SeverityName[];
  readonly rules: readonly string[];
  /** Only samples whose verdict changed when they were judged again. */
  readonly flipped?: boolean;
  /** The slice, counted among the samples that pass the filter. */
  readonly start: number;
  readonly count: number;
}

/** Null if the document is not open, or has no known records. */
export type SamplesResult = {
  /** Samples in the file, */
  readonly total: number;
  /** and how many of them pass the filter. */
  readonly matching: number;
  readonly samples: readonly SampleSummary[];
  /** Findings of the whole file by rule and by severity, whatever the filter. */
  readonly rules: Readonly<Record<string, number>>;
  readonly severities: SeverityCounts;
  /** Samples that were judged again, and how many of them have another verdict since; absent if it is not known. */
  readonly judged?: number;
  readonly flipped?: number;
} | null;

export interface SampleSummary {
  /** Number of the record in the file, from 0; this record is opened. */
  readonly record: number;
  /** For people. */
  readonly name: string;
  /** The first words of the trace. */
  readonly beginning: string;
  readonly counts: SeverityCounts;
  readonly range: Range;
  /** The first findings that pass the filter, in the text's order. */
  readonly findings: readonly FindingSummary[];
  /** How many more there are. */
  readonly more: number;
}

export interface FindingSummary {
  readonly rule: string;
  readonly severity: SeverityName;
  readonly message: string;
  readonly range: Range;
}
