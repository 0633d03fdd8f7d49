import { costSentence } from "../../rewards/rewardCost";
import { addedMember } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import type { SampleRule } from "../shared/rule";

/** Arguments of the ground truth that the call does not have. */
export const argumentMissing: SampleRule = {
  id: "argument-missing",
  summary: "An argument of the ground truth that the call does not have.",
  severity: "warning",
  scope: "sample",
  check({ facts, sample, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { pair, parameter, cost } of comparison.parameters) {
      const { name, status, truth } = parameter;
      if (status !== "missing" || truth === undefined) continue;
      const expected = textOf(sample.groundTruth?.text ?? "", truth.value.span);
      report({
        ...comparison.inCompletion(comparison.parametersSpan(pair.call)),
        message: `The ground truth's call has "${shorten(name)}": ${shorten(expected)}, and this one does not.${costSentence(cost)}`,
        related: comparison.inGroundTruth(
          { start: truth.key.span.start, end: truth.value.span.end },
          "The argument that is expected.",
        ),
        data: { name, expected },
      });
    }
  },
  fixes({ part, span, data }, { facts }) {
    const { name, expected } = data as { readonly name: string; readonly expected: string };
    const comparison = facts.callComparison;
    const objects = comparison?.parameters.map(({ pair }) => comparison.parametersOf(pair.call)) ?? [];
    const object = objects.find((node) => node?.span.start === span.start);
    if (object?.type !== "object") return [];
    const edit = { part, ...addedMember(part.text, object, name, expected) };
    return [{ title: `Add "${shorten(name)}": ${shorten(expected)}`, safe: false, edits: [edit] }];
  },
};
