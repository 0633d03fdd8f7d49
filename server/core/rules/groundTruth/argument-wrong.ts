import { costSentence } from "../../rewards/rewardCost";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/** Arguments whose value differs from the ground truth's. */
export const argumentWrong = sampleRule<{ readonly expected: string | undefined }>({
  id: "argument-wrong",
  summary: "An argument with another value than the ground truth's.",
  severity: "warning",
  cause: "wrong arguments",
  check({ facts, sample, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { argument } of comparison.arguments) {
      const { name, status, truth, call, part } = argument;
      if (status !== "different" || truth === undefined || call === undefined) continue;
      const expected = textOf(sample.groundTruth?.text ?? "", truth.value.span);
      const place = comparison.inCompletion(call.value.span, part);
      const given = textOf(place.part.text, call.value.span);
      const wanted = argument.choices === true ? `one of ${shorten(expected)}` : shorten(expected);
      const found = {
        ...place,
        message: `"${shorten(name)}" is ${shorten(given)} here and ${wanted} in the ground truth.${costSentence(argument.cost)}`,
        cost: argument.cost,
        related: comparison.inGroundTruth(truth.value.span, "The value that is expected."),
      };
      const isPlain = argument.choices !== true && argument.inJson !== false;
      report(found, { expected: isPlain ? expected : undefined });
    }
  },
  fixes({ part, span, state: { expected } }) {
    if (expected === undefined) return [];
    return [{ title: `Write ${shorten(expected)}`, safe: false, edits: [{ part, span, text: expected }] }];
  },
});
