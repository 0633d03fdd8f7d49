import type { RewardOptions } from "../../core/rewards";
import type { RecordContainer } from "../../core/model/record";
import type { SetupFlags } from "../auditing/setup";

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
}

/** Some consecutive records of a file, to be scored. Plain data. */
export interface ScoreJob {
  /** As it is shown in results. */
  readonly file: string;
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  readonly format: string;
  readonly container: RecordContainer;
  /** The records' text, or its bytes in UTF-8. */
  readonly content: string | Uint8Array;
  readonly firstRecord: number;
  readonly firstLine: number;
  /** Name of the profile that the file is read by; undefined where none fits. */
  readonly profile: string | undefined;
}

/** What scoring a batch gave. Plain data. */
export interface ScoredBatch {
  /** JSON lines in UTF-8, in the records' order. */
  readonly lines: Uint8Array;
  readonly counts: ScoreCounts;
}

export interface ScoreCounts {
  readonly traces: number;
  /** Traces and records that could not be scored. */
  readonly errors: number;
  /** Traces whose other reward was held against the computed one. */
  readonly compared: number;
  readonly differing: number;
  /** How many of the differing ones each explanation accounts for. */
  readonly explained: Readonly<Record<string, number>>;
}

export const noCounts: ScoreCounts = { traces: 0, errors: 0, compared: 0, differing: 0, explained: {} };

export function addCounts(a: ScoreCounts, b: ScoreCounts): ScoreCounts {
  const explained: Record<string, number> = { ...a.explained };
  for (const [why, count] of Object.entries(b.explained)) explained[why] = (explained[why] ?? 0) + count;
  return {
    traces: a.traces + b.traces,
    errors: a.errors + b.errors,
    compared: a.compared + b.compared,
    differing: a.differing + b.differing,
    explained,
  };
}
