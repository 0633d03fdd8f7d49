import type { Severity } from "../model/finding";
import type { SampleRow } from "../model/sampleRow";
import type { VerdictByReading } from "../readings/verdictByReading";
import type { Position } from "../text/lineTable";

/** From where to where in the file, as LSP counts: lines and UTF-16 characters from 0, the end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A finding at its place in the file. */
export interface PlacedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The part of the sample that it speaks of: a header's name in a `.trace` file, or `record`. */
  readonly part: string;
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly range: Range }[];
  /** Is there a fix after which it is gone and nothing as severe is new? Absent where nobody asked. */
  readonly fixable?: boolean;
}

/** Things of one kind in a record that no reader knows. They are told once a file, by whoever sees all of it. */
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
  /** Name of the profile that it was read by; undefined where none fits: then at most its calls are checked. */
  readonly profile: string | undefined;
  /** Id of the dialect that its calls are written in; `data` where the record gives them as data, undefined where none is known. */
  readonly dialect: string | undefined;
  /** Was anything checked in it? */
  readonly checked: boolean;
  /** A judge's verdict in its four readings; undefined for other traces. */
  readonly verdict: VerdictByReading | undefined;
  /** Undefined where there is none, or nobody asked. */
  readonly reward?: number | undefined;
  readonly calls?: number | undefined;
  /** What the findings of each rule cost of the reward; undefined where there is none, or nobody asked. */
  readonly costs?: ReadonlyMap<string, number> | undefined;
  /** The group of rollouts that it belongs to, and the reward that was recorded; undefined where none is, or nobody asked. */
  readonly rollout?: { readonly group: string; readonly recorded: number } | undefined;
  /** What a run's table knows of it; undefined where nobody asked, and for a text that is no sample of its own. */
  readonly row?: SampleRow | undefined;
  /** It does not pass the filter that was asked with: nothing else is said of it. */
  readonly isLeftOut?: true;
  /** Of each of the words that were looked for: do they stand in it? */
  readonly hasWords?: readonly boolean[];
  readonly texts?: { readonly prompt: string; readonly completion: string };
  readonly findings: readonly PlacedFinding[];
  /** How many findings were left out because one rule had too many on this trace. */
  readonly leftOut: number;
  /** What the record holds that is not understood: with its first trace. Its findings are not among the others. */
  readonly notUnderstood?: readonly NotUnderstoodHere[];
}

/** A record that cannot be read. */
export interface UnreadableRecord {
  readonly kind: "unreadable";
  readonly file: string;
  readonly record: number;
  /** The record's first line, from 0. */
  readonly line: number;
  /** Its own name, if that can be read all the same. */
  readonly id: string | undefined;
  /** Undefined where the rule unreadable-record is off: the record is still accounted for. */
  readonly finding: PlacedFinding | undefined;
  readonly error: { readonly code: string; readonly message: string };
  readonly notUnderstood?: readonly NotUnderstoodHere[];
}

export type Result = TraceResult | UnreadableRecord;

/** The findings of a result, whatever it is. */
export function findingsOf(result: Result): readonly PlacedFinding[] {
  if (result.kind === "trace") return result.findings;
  return result.finding === undefined ? [] : [result.finding];
}
