import type { ServerId } from "../../core/dialects/inferenceServers";
import type { SetupFlags } from "../audit/setup";

/** The settings for all batches of a run. Plain data: it goes to workers as it is. */
export interface ParseSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  readonly format: "text" | "jsonl";
  readonly hasColours: boolean;
  /** The path of the field that is echoed as id; undefined: the field that the format defines. */
  readonly idField: string | undefined;
  readonly linePerLine: boolean;
  /** The servers and trainers whose reading is shown; undefined: all. */
  readonly readers: readonly ServerId[] | undefined;
  /** Id of the dialect in which to write calls; undefined to show how traces were read. */
  readonly to: string | undefined;
}

/** The result of parsing a batch. Plain data. */
export interface ParseAnswer {
  /** In UTF-8: lines, or the batch with its calls in another dialect. */
  readonly text: Uint8Array;
  readonly counts: ParseCounts;
  /** Messages for standard error. */
  readonly messages: readonly string[];
}

export interface ParseCounts {
  readonly traces: number;
  /** Traces that show no sign of a dialect and contain no calls as data. */
  readonly unknown: number;
  /** Records that cannot be read. */
  readonly unread: number;
  /** Of these: records that are too long, or on which the program failed. */
  readonly crashed: number;
  /** Calls that were rewritten, that were left unchanged, and that are given as data. */
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
