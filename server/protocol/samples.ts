import type { ListSummary, SampleState } from "../core/runs/listFigures";
import type { Position, Range } from "../core/text/lineTable";
import { request } from "./message";
import type { SeverityCounts, SeverityName } from "./severity";

/** Client → server: a slice of an open file's samples. */
export const samplesRequest = request<SamplesParams, SamplesResult>("samples");

/** Which samples of a file are listed; all where every list is empty. */
export interface SampleChoice {
  /** Only samples with such findings, and only these findings. */
  readonly severities: readonly SeverityName[];
  readonly rules: readonly string[];
  /** Only samples in one of these states. */
  readonly states?: readonly SampleState[];
  /** Only samples whose verdict changed when they were judged again. */
  readonly flipped?: boolean;
}

export interface SamplesParams extends SampleChoice {
  readonly uri: string;
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
  /** The whole file in figures, whatever the filter. */
  readonly summary: ListSummary;
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
  /** Was anything checked in it? */
  readonly checked: boolean;
  /** The computed reward, and the best one; */
  readonly reward: { readonly value: number; readonly best: number } | undefined;
  /** or the one that the run recorded. Undefined if there is none. */
  readonly recorded: number | undefined;
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

/** Client → server: the place in the list of a record's first sample, or of the next record's that is listed. */
export const samplePlaceRequest = request<SamplePlaceParams, SamplePlace | null>("samplePlace");

export interface SamplePlaceParams extends SampleChoice {
  readonly uri: string;
  /** A record's number in the file, or a place in it. */
  readonly record?: number;
  readonly at?: Position;
  /** 0 for the record itself, 1 for the next one in the list that can be shown, −1 for the one before. */
  readonly step: -1 | 0 | 1;
}

/** Null if there is no such sample in the list. */
export interface SamplePlace {
  readonly record: number;
  /** Counted among the listed samples, from 0. */
  readonly place: number;
  /** How many samples are listed. */
  readonly matching: number;
}
