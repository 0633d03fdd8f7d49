import type { AdvantageEstimator } from "../../statistics/estimators";
import type { GroupSignal } from "../../statistics/signal";
import type { Sentence } from "./figure";

/** How much a run can learn from its groups of rollouts. */
export interface GroupFigures {
  readonly sentences: readonly Sentence[];
  readonly signal: GroupSignal;
  /** What counts as right, in words. */
  readonly right: string;
  /** Which estimator gives the recorded advantages; undefined where none are recorded. */
  readonly recorded:
    | {
        /** Undefined where none gives any. */
        readonly estimator: { readonly id: AdvantageEstimator["id"]; readonly title: string } | undefined;
        readonly explained: number;
        readonly unexplained: readonly number[];
      }
    | undefined;
  /** Weights of recorded components by least squares over the advantages, up to one factor; undefined where not needed. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[] | undefined;
  readonly residual: number | undefined;
}

export type GroupState = "mixed" | "all right" | "all wrong" | "all the same";

/** A group in the list, the widest spread first. */
export interface GroupLine {
  readonly number: number;
  /** Key of its rollouts. */
  readonly group: string;
  readonly question: string | undefined;
  readonly step: number | undefined;
  readonly rewards: readonly number[];
  /** Standard deviation by n − 1. */
  readonly deviation: number;
  readonly state: GroupState;
  readonly filter: string;
}

export interface GroupList {
  readonly groups: readonly GroupLine[];
  readonly counts: Readonly<Record<GroupState, number>>;
  /** Groups of one, which have no contrast. */
  readonly singles: number;
}

/** One group with its rollouts side by side. */
export interface GroupDetail extends GroupLine {
  readonly rollouts: readonly Rollout[];
  /** Rows of the best and the worst rollout: what is compared until somebody chooses. */
  readonly best: number | undefined;
  readonly worst: number | undefined;
}

export interface Rollout {
  readonly row: number;
  /** Undefined where it has none. */
  readonly reward: number | undefined;
  readonly advantage: number | undefined;
  /** By each estimator; undefined where a reward of the group is not known. */
  readonly advantages: Readonly<Record<AdvantageEstimator["id"], number>> | undefined;
  /** Does the estimator of the run give the recorded advantage? Undefined where none is recorded. */
  readonly explained: boolean | undefined;
  readonly length: number;
  readonly calls: number;
}

/** Where two texts part: calls first, as reasoning always differs. */
export interface Parting {
  /** Offset of the first character that differs; undefined where they are the same. */
  readonly calls: number | undefined;
  readonly text: number | undefined;
}
