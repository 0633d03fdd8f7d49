import { costSentence } from "../../rewards/rewardCost";
import type { JsonMember, JsonNode } from "../../json/jsonNode";
import { memberWithComma } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { sampleRule } from "../shared/rule";

interface Extra {
  readonly member: JsonMember;
  /** What it is a member of. */
  readonly object: JsonNode | undefined;
}

/** Arguments that the ground truth's call does not have. */
export const argumentExtra = sampleRule<Extra>({
  id: "argument-extra",
  summary: "An argument that the ground truth's call does not have.",
  severity: "warning",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { pair, parameter, cost } of comparison.parameters) {
      const { name, status, call } = parameter;
      if (status !== "extra" || call === undefined) continue;
      const found = {
        ...comparison.inCompletion({ start: call.key.span.start, end: call.value.span.end }),
        message: `The ground truth's call has no "${shorten(name)}".${costSentence(cost)} Take it out.`,
        related: comparison.inGroundTruth(comparison.parametersSpan(pair.truth), "The arguments that are expected."),
      };
      report(found, { member: call, object: comparison.parametersOf(pair.call) });
    }
  },
  fixes({ part, state: { member, object } }) {
    if (object?.type !== "object") return [];
    const edits = [{ part, span: memberWithComma(object, member), text: "" }];
    return [{ title: `Take "${shorten(member.key.value)}" out`, safe: false, edits }];
  },
});
