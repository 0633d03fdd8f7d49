import type { Filter } from "../../core/filters/filter";
import type { RewardOptions } from "../../core/rewards";
import type { SetupFlags } from "../audit/setup";

/** What all batches are scored by. Plain data: it goes to workers as it is. */
export interface ScoreSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  /** The step and the named options that were asked for. */
  readonly reward: RewardOptions;
  readonly explain: boolean;
  /** Hold computed rewards against the recorded ones, or those of a team's own scorer, and list those that differ. */
  readonly compare: "recorded" | "scorer" | undefined;
  /** The path of the field that is echoed as id; undefined: the one that the format knows. */
  readonly idField: string | undefined;
  readonly linePerLine: boolean;
  /** Traces that do not pass are left out. */
  readonly only: Filter | undefined;
}

/** What scoring a batch gave. Plain data. */
export interface ScoredBatch {
  /** JSON lines in UTF-8, in the records' order. */
  readonly lines: Uint8Array;
  readonly counts: ScoreCounts;
  /** What has to be said on standard error. */
  readonly messages: readonly string[];
}

export interface ScoreCounts {
  readonly traces: number;
  /** Traces that do not pass the filter: they are counted nowhere else. */
  readonly notPassing: number;
  /** Traces and records that could not be scored. */
  readonly errors: number;
  /** Of those: traces that no profile reads, so that it is not known what rewards them. */
  readonly unprofiled: number;
  /** Records that cannot be read. */
  readonly unread: number;
  /** Of those: records that are too long, or over which the program failed. */
  readonly crashed: number;
  /** Traces whose other reward was held against the computed one. */
  readonly compared: number;
  readonly differing: number;
  /** How many of the differing ones each explanation accounts for. */
  readonly explained: Readonly<Record<string, number>>;
}

export const noCounts: ScoreCounts = {
  traces: 0,
  notPassing: 0,
  errors: 0,
  unprofiled: 0,
  unread: 0,
  crashed: 0,
  compared: 0,
  differing: 0,
  explained: {},
};

export function addCounts(a: ScoreCounts, b: ScoreCounts): ScoreCounts {
  const explained: Record<string, number> = { ...a.explained };
  for (const [why, count] of Object.entries(b.explained)) explained[why] = (explained[why] ?? 0) + count;
  return {
    traces: a.traces + b.traces,
    notPassing: a.notPassing + b.notPassing,
    errors: a.errors + b.errors,
    unprofiled: a.unprofiled + b.unprofiled,
    unread: a.unread + b.unread,
    crashed: a.crashed + b.crashed,
    compared: a.compared + b.compared,
    differing: a.differing + b.differing,
    explained,
  };
}
