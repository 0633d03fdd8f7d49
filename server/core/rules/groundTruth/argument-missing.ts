import { argumentsSpan } from "../../facts/callComparison";
import { isForeign } from "../../facts/foreignArguments";
import { costSentence } from "../../rewards/rewardCost";
import type { JsonNode } from "../../json/jsonNode";
import { addedMember } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { sampleRule } from "../rule";

interface Missing {
  readonly name: string;
  readonly expected: string;
  /** The arguments that lack it. */
  readonly object: JsonNode | undefined;
}

/** Arguments of the ground truth that the call does not have. */
export const argumentMissing = sampleRule<Missing>({
  id: "argument-missing",
  summary: "An argument of the ground truth that the call does not have.",
  severity: "warning",
  cause: "wrong arguments",
  needsEnd: true,
  check({ facts, sample, report }) {
    const comparison = facts.callComparison;
    if (comparison === undefined) return;
    for (const { pair, argument } of comparison.arguments) {
      const { name, status, truth } = argument;
      if (status !== "missing" || truth === undefined) continue;
      const expected = textOf(sample.groundTruth?.text ?? "", truth.value.span);
      // What is expected could not be called: the model is not to blame, and adding it would only move the fault.
      const disagrees = isForeign(name, pair.truth, facts.tools);
      const why = disagrees
        ? ` The tool has no parameter of that name: the ground truth disagrees with the tools that the prompt lists, and who follows the prompt is taken for wrong. Look at the ground truth.`
        : "";
      const found = {
        ...comparison.inCompletion(argumentsSpan(pair.call), pair.call.part),
        message: `The ground truth's call has "${shorten(name)}": ${shorten(expected)}, and this one does not.${costSentence(argument.cost)}${why}`,
        cost: argument.cost,
        related: comparison.inGroundTruth(
          { start: truth.key.span.start, end: truth.value.span.end },
          "The argument that is expected.",
        ),
      };
      report(found, {
        name,
        expected,
        object: argument.choices === true || disagrees ? undefined : pair.call.arguments,
      });
    }
  },
  fixes({ part, state: { name, expected, object } }) {
    if (object?.type !== "object") return [];
    const edit = { part, ...addedMember(part.text, object, name, expected) };
    return [{ title: `Add "${shorten(name)}": ${shorten(expected)}`, safe: false, edits: [edit] }];
  },
});
