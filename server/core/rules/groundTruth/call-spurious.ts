import { nameOf } from "../../facts/callComparison";
import { costSentence } from "../../rewards/rewardCost";
import { withItsSpace } from "../edits/tags";
import { shorten } from "../../text/shorten";
import { sampleRule } from "../rule";

/** Calls that match none of the ground truth's. */
export const callSpurious = sampleRule({
  id: "call-spurious",
  summary: "A call that the ground truth does not make.",
  severity: "warning",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { call, cost } of comparison.spurious) {
      report({
        ...comparison.inCompletion(call.span, call.part),
        message: `This call of "${shorten(nameOf(call))}" answers none of the ground truth's calls.${costSentence(cost)} Take it out.`,
        cost,
      });
    }
  },
  fixes({ part, span }, { facts }) {
    // Without a reward that compares calls, they may be written in a form other than lines of JSON.
    if (facts.callComparison?.paid === undefined) return [];
    const edits = [{ part, span: withItsSpace(part.text, span), text: "" }];
    return [{ title: "Take the call out", safe: false, edits }];
  },
});
