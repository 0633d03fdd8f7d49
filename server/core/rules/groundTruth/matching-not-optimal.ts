import { nameOf } from "../../facts/callComparison";
import { formatDifference } from "../../rewards";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/** Calls that would have earned more if the reward had matched them in another order. */
export const matchingNotOptimal = sampleRule({
  id: "matching-not-optimal",
  summary: "Another matching of the calls would earn more than the reward's greedy one.",
  severity: "information",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    const better = comparison?.calls.better;
    if (comparison === undefined || better === undefined) return;
    const { calls, gain } = better;
    const moved = comparison.calls.pairs.find((pair, i) => pair.call !== undefined && pair.call.index !== calls[i]);
    if (moved?.call === undefined) return;
    const more = gain === undefined ? "" : ` (${formatDifference(gain)})`;
    report({
      ...comparison.inCompletion(moved.call.span),
      message: `The reward gives this call of "${shorten(nameOf(moved.call))}" to the first call of the ground truth that it fits at all; another assignment would earn more${more}. Put the calls into the ground truth's order.`,
      related: comparison.inGroundTruth(moved.truth.span, "The call that it was matched to."),
    });
  },
  fixes({ part }, { facts }) {
    const { better, completion } = facts.callComparison?.calls ?? {};
    const lines = completion?.lines ?? [];
    if (better === undefined) return [];
    const expected = better.calls.filter((call) => call !== undefined);
    const order = [...new Set([...expected, ...lines.keys()])].map((call) => lines[call]);
    const edits = lines.flatMap((line, i) => {
      const other = order[i];
      return other === undefined || other === line ? [] : [{ part, span: line, text: textOf(part.text, other) }];
    });
    return [{ title: "Put the calls into the ground truth's order", safe: false, edits }];
  },
});
