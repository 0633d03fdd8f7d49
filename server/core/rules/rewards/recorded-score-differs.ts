import { compareScore, formatReward, isFailure } from "../../rewards";
import type { Facts } from "../../facts/facts";
import type { Span } from "../../text/span";
import { sampleRule } from "../shared/rule";

/** Rewards that training recorded and that are not the ones computed here. */
export const recordedScoreDiffers = sampleRule({
  id: "recorded-score-differs",
  summary: "The recorded reward is not the computed one.",
  severity: "warning",
  check({ facts, sample, report }) {
    const { score: recorded } = sample.attributes;
    if (recorded === undefined) return;
    const { reward } = facts;
    if (reward === undefined || isFailure(reward)) return;
    const difference = compareScore(recorded, facts, reward, facts.rewardOptions);
    if (difference === undefined) return;
    const { computed, because } = difference;
    const why =
      because === undefined
        ? "No variant that is known here gives it: the run used another reward, or the text was changed since."
        : `But ${because}: name it in the profile's reward if the run used it.`;
    report({
      span: firstTag(facts),
      message: `The recorded reward is ${formatReward(recorded)}, the computed one ${formatReward(computed)}. ${why}`,
    });
  },
});

function firstTag(facts: Facts): Span {
  const { completion } = facts.sample;
  const first = facts.layout(completion).blocks[0];
  return first?.open?.span ?? { start: 0, end: Math.min(1, completion.text.length) };
}
