import type { Facts } from "../../facts/facts";
import { compareScore, formatDifference, formatReward, isFailure } from "../../rewards";
import type { OwnScore, OwnScoreFailure } from "../../rewards/ownScorer";
import { shorten } from "../../text/shorten";
import { shortReward } from "./sentence";

/** The most components in a line above the text. */
const maxInSentence = 4;
/** The most components that are kept. */
const maxComponents = 100;

/** The answer of a team's own scorer for a sample, shown beside the sample's breakdown. Plain data. */
export interface OwnBreakdown {
  /** One line: "Scorer 0.5 · acc 1 · reward 2.29 (+1.79)". */
  readonly sentence: string;
  /** Undefined if it gave none: `failure` says why. */
  readonly score: number | undefined;
  readonly components: readonly OwnComponent[];
  /** How many components are left out because there are too many. */
  readonly leftOut: number;
  readonly failure: string | undefined;
  /** Undefined if the two agree, or if there is no computed reward. */
  readonly difference: OwnDifference | undefined;
}

export interface OwnComponent {
  readonly name: string;
  readonly value: number;
}

/** A score that is not the computed reward. */
export interface OwnDifference {
  readonly computed: number;
  /** The difference in a sentence, with its explanation if there is one. */
  readonly text: string;
}

/** What to show of the answer of a team's own scorer, compared with the sample's reward. */
export function ownBreakdown(answer: OwnScore | OwnScoreFailure, facts: Facts): OwnBreakdown {
  if ("error" in answer) {
    const { message } = answer.error;
    const sentence = "Scorer: no score";
    return { sentence, score: undefined, components: [], leftOut: 0, failure: message, difference: undefined };
  }
  const { score } = answer;
  const all = Object.entries(answer.components).map(([name, value]): OwnComponent => {
    return { name: shorten(name.replace(/\s+/g, " ")), value };
  });
  const components = all.slice(0, maxComponents);
  const difference = differenceOf(score, facts);
  const more = all.length - maxInSentence;
  const pieces = [
    `Scorer ${shortReward(score)}`,
    ...components.slice(0, maxInSentence).map(({ name, value }) => `${name} ${shortReward(value)}`),
    ...(more > 0 ? [`${more} more`] : []),
    ...(difference === undefined
      ? []
      : [`reward ${shortReward(difference.computed)} (${formatDifference(difference.computed - score)})`]),
  ];
  return {
    sentence: pieces.join(" · "),
    score,
    components,
    leftOut: all.length - components.length,
    failure: undefined,
    difference,
  };
}

function differenceOf(score: number, facts: Facts): OwnDifference | undefined {
  const { reward, rewardOptions } = facts;
  if (reward === undefined || isFailure(reward)) return undefined;
  const difference = compareScore(score, facts, reward, rewardOptions);
  if (difference === undefined) return undefined;
  const { computed, because: why } = difference;
  const because = why === undefined ? "" : ` As for the scorer's ${formatReward(score)}, ${why}.`;
  return {
    computed,
    text: `The scorer gives ${formatReward(score)}, the computed reward is ${formatReward(computed)} (${formatDifference(computed - score)}).${because}`,
  };
}
