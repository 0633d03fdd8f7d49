import type { Range } from "../core/text/lineTable";
import { request } from "./message";
import type { SeverityCounts, SeverityName } from "./severity";

/** Client → server: a slice of an open file's samples. */
export const samplesRequest = request<SamplesParams, SamplesResult>("samples");

export interface SamplesParams {
  readonly uri: string;
  /** Only samples with such findings, and only those of their findings; nothing is filtered where both are empty. */
  readonly severities: readonly SeverityName[];
  readonly rules: readonly string[];
  /** The slice: counted among the samples that the filter leaves. */
  readonly start: number;
  readonly count: number;
}

/** Null where the document is not open, or no records are known in it. */
export type SamplesResult = {
  /** Samples in the file, */
  readonly total: number;
  /** and how many of them the filter leaves. */
  readonly matching: number;
  readonly samples: readonly SampleSummary[];
  /** Findings of the whole file by rule and by severity, whatever the filter. */
  readonly rules: Readonly<Record<string, number>>;
  readonly severities: SeverityCounts;
} | null;

export interface SampleSummary {
  /** Number of the record in the file, from 0; the record is what is opened. */
  readonly record: number;
  /** For people. */
  readonly name: string;
  /** The first words of the trace. */
  readonly beginning: string;
  readonly counts: SeverityCounts;
  readonly range: Range;
  /** The first findings that the filter leaves, in the text's order. */
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
