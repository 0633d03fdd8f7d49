import type { Severity } from "../model/finding";
import type { SampleRow } from "../model/sampleRow";
import type { VerdictByReading } from "../readings/verdictByReading";
import type { Position } from "../text/lineTable";

/** A range in the file, counted as in LSP: lines and UTF-16 characters from 0, the end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A finding at its place in the file. */
export interface PlacedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The part of the sample that it is about: a header's name in a `.trace` file, or `record`. */
  readonly part: string;
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly range: Range }[];
  /** Whether a fix removes it without adding anything as severe. Absent if not requested. */
  readonly fixable?: boolean;
}

/**
 * Things of one kind in a record that no reader knows. They are reported once per file, by whoever sees the whole file.
 */
export interface NotUnderstoodHere {
  /** The kind, for people: "content part of the type `video`". */
  readonly what: string;
  readonly count: number;
  /** The finding at the first one. */
  readonly finding: PlacedFinding;
}

/** What was found in one trace. */
export interface TraceResult {
  readonly kind: "trace";
  readonly file: string;
  /** Number of the record in the file, from 0. */
  readonly record: number;
  /** Number of the trace in the record, from 0. */
  readonly trace: number;
  readonly id: string | undefined;
  /** Name of the profile that it was read by; undefined if none fits: then at most its calls are checked. */
  readonly profile: string | undefined;
  /** Id of the dialect of its calls; `data` if the record gives them as data, undefined if none is known. */
  readonly dialect: string | undefined;
  /** Whether anything was checked in it. */
  readonly checked: boolean;
  /** A judge's verdict as each of the four readings reads it; undefined for other traces. */
  readonly verdict: VerdictByReading | undefined;
  /** Undefined if there is none or it was not requested. */
  readonly reward?: number | undefined;
  readonly calls?: number | undefined;
  /** How much of the reward the findings of each rule cost; undefined if there is no reward or it was not requested. */
  readonly costs?: ReadonlyMap<string, number> | undefined;
  /** Its rollout group and the recorded reward; undefined if none is recorded or it was not requested. */
  readonly rollout?: { readonly group: string; readonly recorded: number } | undefined;
  /** Its row in a run's table; undefined if not requested, and for a text that is no sample of its own. */
  readonly row?: SampleRow | undefined;
  /** It does not pass the requested filter, so nothing else is reported about it. */
  readonly isLeftOut?: true;
  /** For each of the requested words, whether the trace has them. */
  readonly hasWords?: readonly boolean[];
  readonly texts?: { readonly prompt: string; readonly completion: string };
  readonly findings: readonly PlacedFinding[];
  /** How many findings were left out because one rule had too many on this trace. */
  readonly leftOut: number;
  /** What the record holds that is not understood; on its first trace only. These findings are not among the others. */
  readonly notUnderstood?: readonly NotUnderstoodHere[];
}

/** A record that cannot be read. */
export interface UnreadableRecord {
  readonly kind: "unreadable";
  readonly file: string;
  readonly record: number;
  /** The record's first line, from 0. */
  readonly line: number;
  /** The record's id, if it can still be read. */
  readonly id: string | undefined;
  /** Undefined if the rule unreadable-record is off. The record is counted all the same. */
  readonly finding: PlacedFinding | undefined;
  readonly error: { readonly code: string; readonly message: string };
  readonly notUnderstood?: readonly NotUnderstoodHere[];
}

export type Result = TraceResult | UnreadableRecord;

/** The findings of a result of any kind. */
export function findingsOf(result: Result): readonly PlacedFinding[] {
  if (result.kind === "trace") return result.findings;
  return result.finding === undefined ? [] : [result.finding];
}
