import { argumentsSpan } from "../../facts/callComparison";
import { hasForeign, isForeign } from "../../facts/foreignArguments";
import { costSentence } from "../../rewards/rewardCost";
import type { JsonMember, JsonNode } from "../../json/jsonNode";
import { memberWithComma } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { sampleRule } from "../rule";

interface Extra {
  readonly member: JsonMember;
  /** The object that holds the argument. */
  readonly object: JsonNode | undefined;
}

/** Arguments that the ground truth's call does not have. */
export const argumentExtra = sampleRule<Extra>({
  id: "argument-extra",
  summary: "An argument that the ground truth's call does not have.",
  severity: "warning",
  cause: "wrong arguments",
  check({ facts, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { pair, argument } of comparison.arguments) {
      const { name, status, call } = argument;
      if (status !== "extra" || call === undefined) continue;
      // The tool takes it, and not all that the ground truth gives: then the two are at odds, and the model is right.
      const isRight = hasForeign(pair.truth, facts.tools) && !isForeign(name, pair.call, facts.tools);
      const advice = isRight
        ? "The tool takes it, and the ground truth's call has others that the tool does not take: look at the ground truth."
        : "Take it out.";
      const found = {
        ...comparison.inCompletion({ start: call.key.span.start, end: call.value.span.end }, argument.part),
        message: `The ground truth's call has no "${shorten(name)}".${costSentence(argument.cost)} ${advice}`,
        cost: argument.cost,
        related: comparison.inGroundTruth(argumentsSpan(pair.truth), "The arguments that are expected."),
      };
      report(found, { member: call, object: isRight ? undefined : pair.call.arguments });
    }
  },
  fixes({ part, state: { member, object } }) {
    if (object?.type !== "object") return [];
    const edits = [{ part, span: memberWithComma(object, member), text: "" }];
    return [{ title: `Take "${shorten(member.key.value)}" out`, safe: false, edits }];
  },
});
