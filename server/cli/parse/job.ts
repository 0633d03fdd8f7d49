import type { ServerId } from "../../core/dialects/servers";
import type { SetupFlags } from "../audit/setup";

/** By what all batches of a run are parsed. Plain data: it goes to workers as it is. */
export interface ParseSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  readonly format: "text" | "jsonl";
  readonly hasColours: boolean;
  /** The path of the field that is echoed as id; undefined: the one that the format knows. */
  readonly idField: string | undefined;
  readonly linePerLine: boolean;
  /** The servers and trainers whose reading is told; undefined: all. */
  readonly readers: readonly ServerId[] | undefined;
  /** Id of the dialect in which calls are to be written; undefined where it is told how traces were read. */
  readonly to: string | undefined;
}

/** What parsing a batch gave. Plain data. */
export interface ParseAnswer {
  /** In UTF-8: lines, or the batch with its calls in another dialect. */
  readonly text: Uint8Array;
  readonly counts: ParseCounts;
  /** What has to be said on standard error. */
  readonly messages: readonly string[];
}

export interface ParseCounts {
  readonly traces: number;
  /** Traces in which nothing tells a dialect, and that give no calls as data. */
  readonly unknown: number;
  /** Records that cannot be read. */
  readonly unread: number;
  /** Of those: records that are too long, or over which the program failed. */
  readonly crashed: number;
  /** Calls that were written anew, that were left as they are, and that are given as data. */
  readonly converted: number;
  readonly left: number;
  readonly data: number;
}

export const noCounts: ParseCounts = {
  traces: 0,
  unknown: 0,
  unread: 0,
  crashed: 0,
  converted: 0,
  left: 0,
  data: 0,
};

export function addCounts(a: ParseCounts, b: Partial<ParseCounts>): ParseCounts {
  const sums: Record<keyof ParseCounts, number> = { ...a };
  for (const name of Object.keys(sums) as (keyof ParseCounts)[]) sums[name] += b[name] ?? 0;
  return sums;
}
