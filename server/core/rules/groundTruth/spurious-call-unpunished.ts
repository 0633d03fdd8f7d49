import { nameOf } from "../../facts/callComparison";
import { blockWithSpace } from "../edits/blocks";
import { shorten } from "../../text/shorten";
import { sampleRule } from "../rule";

/** Calls although the ground truth has none; the reward does not see them. */
export const spuriousCallUnpunished = sampleRule({
  id: "spurious-call-unpunished",
  summary: "A call that costs no reward, though the ground truth makes none.",
  severity: "information",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    const paid = comparison?.paid;
    if (paid === undefined || !comparison?.calls.spuriousUnpunished) return;
    for (const { call } of comparison.calls.spurious) {
      // The rules on calls report what is not a call at all.
      if (call.name === undefined) continue;
      report({
        ...comparison.inCompletion(call.span),
        message: `This call of "${shorten(nameOf(call))}" costs nothing: the ground truth makes no call, and then the ${paid.title.toLowerCase()} reward is 0 whatever is called.`,
      });
    }
  },
  fixes({ part, span }, { facts }) {
    const found = facts
      .callBlocks(part)
      .find(({ block }) => block.span.start < span.start && span.end < block.span.end);
    if (found === undefined) return [];
    const title = found.calls.length === 1 ? "Take the call out" : "Take the calls out";
    return [{ title, safe: false, edits: [{ part, span: blockWithSpace(part.text, found.block.span), text: "" }] }];
  },
});
