import { nameOf, type WrongTool } from "../../facts/callComparison";
import { costSentence } from "../../rewards/rewardCost";
import type { Fix } from "../../model/fix";
import { equals } from "../../python/equality";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/** Calls of a tool other than the ground truth's. */
export const callWrongTool = sampleRule<WrongTool>({
  id: "call-wrong-tool",
  summary: "A call of another tool than the ground truth's.",
  severity: "warning",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const wrong of comparison.wrongTool) {
      const { pair, call } = wrong;
      const expected = nameOf(pair.truth);
      const cost = costSentence(pair.cost);
      const found = {
        ...comparison.inCompletion(call.name?.value.span ?? call.span, call.part),
        message: `This calls "${shorten(nameOf(call))}" where the ground truth calls "${shorten(expected)}".${cost}`,
        cost: pair.cost,
        related: comparison.inGroundTruth(pair.truth.name?.value.span ?? pair.truth.span, "The tool that is expected."),
      };
      report(found, wrong);
    }
  },
  fixes({ part, span, state: { pair, call } }, { sample, facts }) {
    // The ground truth may write calls differently from the trace.
    if (facts.callComparison?.paid === undefined) return [];
    const expected = nameOf(pair.truth);
    // In a call that the record gives as data, the name is a separate text without quotes.
    const text = part.text[span.start] === '"' ? JSON.stringify(expected) : expected;
    const renaming: Fix = { title: `Call "${shorten(expected)}"`, safe: false, edits: [{ part, span, text }] };
    if (sample.groundTruth === undefined) return [renaming];
    const truth = textOf(sample.groundTruth.text, pair.truth.span);
    const title = `Make the call of "${shorten(expected)}" that the ground truth makes`;
    const whole: Fix = { title, safe: false, edits: [{ part, span: call.span, text: truth }] };
    // If the arguments are right, only the name is wrong.
    const given = call.arguments;
    const due = pair.truth.arguments;
    return given !== undefined && due !== undefined && equals(given, due) ? [renaming, whole] : [whole, renaming];
  },
});
