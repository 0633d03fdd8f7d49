import type { AdvantageEstimator } from "../../statistics/estimators";
import type { GroupSignal } from "../../statistics/signal";
import type { RowFinding } from "../../model/sampleRow";
import type { Sentence } from "./figure";

/** The ids of the ways to compute advantages. */
export type EstimatorId = AdvantageEstimator["id"];

/** How much a run can learn from its groups of rollouts. */
export interface GroupFigures {
  readonly sentences: readonly Sentence[];
  readonly signal: GroupSignal;
  /** What counts as right, in words. */
  readonly right: string;
  /** The estimator that gives the recorded advantages; undefined if none are recorded. */
  readonly recorded:
    | {
        /** Undefined if none gives nearly all of those that tell estimators apart. */
        readonly estimator: { readonly id: EstimatorId; readonly title: string } | undefined;
        /** Number of samples that tell estimators apart: those of groups whose rewards differ. */
        readonly telling: number;
        readonly explained: number;
        readonly unexplained: readonly number[];
      }
    | undefined;
  /**
   * Weights of recorded components, from least squares over the advantages, up to one factor; undefined if not needed.
   */
  readonly weights: readonly { readonly name: string; readonly weight: number }[] | undefined;
  readonly residual: number | undefined;
}

/** `no reward`: fewer than two of its rollouts have one, so they cannot be compared. */
export type GroupState = "mixed" | "all right" | "all wrong" | "all the same" | "no reward";

/** A group in the list. The widest spread comes first. */
export interface GroupLine {
  readonly number: number;
  /** The key that its rollouts share. */
  readonly group: string;
  readonly question: string | undefined;
  readonly step: number | undefined;
  readonly rewards: readonly number[];
  /** Standard deviation with n − 1. */
  readonly deviation: number;
  readonly state: GroupState;
  readonly filter: string;
}

/** Which groups a list shows. */
export type GroupChoice = GroupState | "all";

export interface GroupList {
  readonly groups: readonly GroupLine[];
  /** Number of groups that are not listed. */
  readonly more: number;
  readonly counts: Readonly<Record<GroupState, number>>;
  /** Number of groups of one, which cannot be compared. */
  readonly singles: number;
}

/** One group with its rollouts side by side. */
export interface GroupDetail extends GroupLine {
  readonly rollouts: readonly Rollout[];
  /** Rows of the best and the worst rollout: these are compared until the user chooses others. */
  readonly best: number | undefined;
  readonly worst: number | undefined;
}

export interface Rollout {
  readonly row: number;
  /** Undefined if it has none. */
  readonly reward: number | undefined;
  readonly advantage: number | undefined;
  /** By each estimator; undefined if a reward of the group is not known. */
  readonly advantages: Readonly<Record<EstimatorId, number>> | undefined;
  /** Does the estimator of the run give the recorded advantage? Undefined if none is recorded. */
  readonly explained: boolean | undefined;
  readonly length: number;
  readonly calls: number;
  readonly findings: readonly RowFinding[];
}

/** Where two texts begin to differ: calls matter most, because reasoning always differs. */
export interface Parting {
  /** Offset of the first character that differs; undefined if they are the same. */
  readonly calls: number | undefined;
  readonly reasoning: number | undefined;
}
