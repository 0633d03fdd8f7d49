import type { Filter } from "../../core/filters/filter";
import type { RewardOptions } from "../../core/rewards";
import type { SetupFlags } from "../audit/setup";

/** The settings for all batches. Plain data: it goes to workers as it is. */
export interface ScoreSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  /** The step and the named options that were given. */
  readonly reward: RewardOptions;
  readonly explain: boolean;
  /**
   * Compare computed rewards with the recorded ones, or with those of a team's own scorer, and list those that differ.
   */
  readonly compare: "recorded" | "scorer" | undefined;
  /** The path of the field that is echoed as id; undefined: the field that the format defines. */
  readonly idField: string | undefined;
  readonly linePerLine: boolean;
  /** Traces that do not pass are left out. */
  readonly only: Filter | undefined;
}

/** The result of scoring a batch. Plain data. */
export interface ScoredBatch {
  /** JSON lines in UTF-8, in the records' order. */
  readonly lines: Uint8Array;
  readonly counts: ScoreCounts;
  /** Messages for standard error. */
  readonly messages: readonly string[];
}

export interface ScoreCounts {
  readonly traces: number;
  /** Traces that do not pass the filter: no other count includes them. */
  readonly notPassing: number;
  /** Traces and records that could not be scored. */
  readonly errors: number;
  /** Of these: traces that no profile reads, so that their reward is unknown. */
  readonly unprofiled: number;
  /** Records that cannot be read. */
  readonly unread: number;
  /** `file:line` of the first of these; lines count from 1. */
  readonly firstUnread: string | undefined;
  /** Of these: records that are too long, or on which the program failed. */
  readonly crashed: number;
  /** Traces whose other reward was compared with the computed one. */
  readonly compared: number;
  readonly differing: number;
  /** For each explanation, the number of differing traces that it explains. */
  readonly explained: Readonly<Record<string, number>>;
}

export const noCounts: ScoreCounts = {
  traces: 0,
  notPassing: 0,
  errors: 0,
  unprofiled: 0,
  unread: 0,
  firstUnread: undefined,
  crashed: 0,
  compared: 0,
  differing: 0,
  explained: {},
};

/** The counts of both, where `b` was read after `a`. */
export function addCounts(a: ScoreCounts, b: ScoreCounts): ScoreCounts {
  const explained: Record<string, number> = { ...a.explained };
  for (const [why, count] of Object.entries(b.explained)) explained[why] = (explained[why] ?? 0) + count;
  return {
    traces: a.traces + b.traces,
    notPassing: a.notPassing + b.notPassing,
    errors: a.errors + b.errors,
    unprofiled: a.unprofiled + b.unprofiled,
    unread: a.unread + b.unread,
    firstUnread: a.firstUnread ?? b.firstUnread,
    crashed: a.crashed + b.crashed,
    compared: a.compared + b.compared,
    differing: a.differing + b.differing,
    explained,
  };
}
