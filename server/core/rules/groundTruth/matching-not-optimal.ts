import { nameOf } from "../../facts/callComparison";
import { formatDifference } from "../../rewards";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../shared/rule";

/** Calls that would have earned more if the reward had matched them in another order. */
export const matchingNotOptimal = sampleRule({
  id: "matching-not-optimal",
  summary: "Another matching of the calls would earn more than the reward's greedy one.",
  severity: "information",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    const matching = comparison?.matching;
    if (comparison === undefined || matching?.optimal.kind !== "better") return;
    const { calls, points } = matching.optimal;
    const moved = matching.pairs.find((pair, i) => pair.call !== undefined && pair.call.index !== calls[i]);
    if (moved?.call === undefined) return;
    const gain = comparison.worth(points - matching.points);
    const more = gain === undefined ? "" : ` (${formatDifference(gain)})`;
    report({
      ...comparison.inCompletion(moved.call.span),
      message: `The reward gives this call of "${shorten(nameOf(moved.call))}" to the first call of the ground truth that it fits at all; another assignment would earn more${more}. Put the calls into the ground truth's order.`,
      related: comparison.inGroundTruth(moved.truth.span, "The call that it was matched to."),
    });
  },
  fixes({ part }, { facts }) {
    const comparison = facts.callComparison;
    const optimal = comparison?.matching?.optimal;
    const lines = comparison?.derivation.correctnessPart.completion?.lines ?? [];
    if (optimal?.kind !== "better") return [];
    const expected = optimal.calls.filter((call) => call !== undefined);
    const order = [...new Set([...expected, ...lines.keys()])].map((call) => lines[call]);
    const edits = lines.flatMap((line, i) => {
      const other = order[i];
      return other === undefined || other === line
        ? []
        : [{ part, span: line.span, text: textOf(part.text, other.span) }];
    });
    return [{ title: "Put the calls into the ground truth's order", safe: false, edits }];
  },
});
