import { costSentence } from "../../rewards/rewardCost";
import { memberWithComma } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import type { SampleRule } from "../shared/rule";

/** Arguments that the ground truth's call does not have. */
export const argumentExtra: SampleRule = {
  id: "argument-extra",
  summary: "An argument that the ground truth's call does not have.",
  severity: "warning",
  scope: "sample",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { pair, parameter, cost } of comparison.parameters) {
      const { name, status, call } = parameter;
      if (status !== "extra" || call === undefined) continue;
      report({
        ...comparison.inCompletion({ start: call.key.span.start, end: call.value.span.end }),
        message: `The ground truth's call has no "${shorten(name)}".${costSentence(cost)} Take it out.`,
        related: comparison.inGroundTruth(comparison.parametersSpan(pair.truth), "The arguments that are expected."),
        data: { name },
      });
    }
  },
  fixes({ part, span, data }, { facts }) {
    const { name } = data as { readonly name: string };
    const comparison = facts.callComparison;
    const found = comparison?.parameters.find(({ parameter: { call } }) => call?.key.span.start === span.start);
    const object = found && comparison?.parametersOf(found.pair.call);
    const member = found?.parameter.call;
    if (member === undefined || object?.type !== "object") return [];
    const edits = [{ part, span: memberWithComma(object, member), text: "" }];
    return [{ title: `Take "${shorten(name)}" out`, safe: false, edits }];
  },
};
