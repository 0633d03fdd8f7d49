import { nameOf } from "../../facts/callComparison";
import { costSentence } from "../../rewards/rewardCost";
import type { Fix } from "../../model/fix";
import { equals } from "../../python/equality";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import type { SampleRule } from "../shared/rule";

/** Calls of another tool than the ground truth's. */
export const callWrongTool: SampleRule = {
  id: "call-wrong-tool",
  summary: "A call of another tool than the ground truth's.",
  severity: "warning",
  scope: "sample",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { pair, call } of comparison.wrongTool) {
      const expected = nameOf(pair.truth);
      const cost = costSentence(comparison.worth(pair.maxPoints));
      report({
        ...comparison.inCompletion(call.name?.value.span ?? call.span),
        message: `This calls "${shorten(nameOf(call))}" where the ground truth calls "${shorten(expected)}".${cost}`,
        related: comparison.inGroundTruth(pair.truth.name?.value.span ?? pair.truth.span, "The tool that is expected."),
        data: { expected },
      });
    }
  },
  fixes({ part, span, data }, { facts, sample }) {
    const { expected } = data as { readonly expected: string };
    // In a call that the record gives as data, the name is a text of its own, without quotes.
    const text = part.text[span.start] === '"' ? JSON.stringify(expected) : expected;
    const renaming: Fix = { title: `Call "${shorten(expected)}"`, safe: false, edits: [{ part, span, text }] };
    const found = facts.callComparison?.wrongTool.find(
      ({ call }) => (call.name?.value ?? call).span.start === span.start,
    );
    const truth = found && textOf(sample.groundTruth?.text ?? "", found.pair.truth.span);
    if (found === undefined || truth === undefined) return [renaming];
    const title = `Make the call of "${shorten(expected)}" that the ground truth makes`;
    const whole: Fix = { title, safe: false, edits: [{ part, span: found.call.span, text: truth }] };
    // With the right arguments only the name is wrong.
    const given = facts.callComparison?.parametersOf(found.call);
    const due = facts.callComparison?.parametersOf(found.pair.truth);
    return given !== undefined && due !== undefined && equals(given, due) ? [renaming, whole] : [whole, renaming];
  },
};
