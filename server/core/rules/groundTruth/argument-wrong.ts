import { costSentence } from "../../rewards/rewardCost";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/** Arguments with another value than the ground truth's. */
export const argumentWrong = sampleRule<{ readonly expected: string }>({
  id: "argument-wrong",
  summary: "An argument with another value than the ground truth's.",
  severity: "warning",
  cause: "wrong arguments",
  check({ facts, sample, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { argument } of comparison.arguments) {
      const { name, status, truth, call } = argument;
      if (status !== "different" || truth === undefined || call === undefined) continue;
      const expected = textOf(sample.groundTruth?.text ?? "", truth.value.span);
      const given = textOf(sample.completion.text, call.value.span);
      const found = {
        ...comparison.inCompletion(call.value.span),
        message: `"${shorten(name)}" is ${shorten(given)} here and ${shorten(expected)} in the ground truth.${costSentence(argument.cost)}`,
        cost: argument.cost,
        related: comparison.inGroundTruth(truth.value.span, "The value that is expected."),
      };
      report(found, { expected });
    }
  },
  fixes({ part, span, state: { expected } }) {
    return [{ title: `Write ${shorten(expected)}`, safe: false, edits: [{ part, span, text: expected }] }];
  },
});
