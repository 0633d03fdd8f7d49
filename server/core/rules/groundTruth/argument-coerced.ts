import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

/** Arguments that Python considers equal to the ground truth's, although their type differs. */
export const argumentCoerced = sampleRule<{ readonly expected: string }>({
  id: "argument-coerced",
  summary: "An argument that equals the ground truth's only because Python takes 1, 1.0 and true for the same.",
  severity: "information",
  cause: "wrong arguments",
  check({ facts, sample, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { argument } of comparison.arguments) {
      const { name, status, truth, call } = argument;
      if (status !== "coerced" || truth === undefined || call === undefined) continue;
      const expected = textOf(sample.groundTruth?.text ?? "", truth.value.span);
      const given = textOf(sample.completion.text, call.value.span);
      const found = {
        ...comparison.inCompletion(call.value.span),
        message: `"${shorten(name)}" is ${shorten(given)} here and ${shorten(expected)} in the ground truth. The reward takes them for equal, as Python does; a tool may not.`,
        related: comparison.inGroundTruth(truth.value.span, "The value that is expected."),
      };
      report(found, { expected });
    }
  },
  fixes({ part, span, state: { expected } }) {
    return [{ title: `Write ${shorten(expected)}`, safe: false, edits: [{ part, span, text: expected }] }];
  },
});
