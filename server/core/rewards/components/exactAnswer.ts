import { readByTags } from "../../expressions/tagReader";
import { tagOf, tagsOf } from "../../model/role";
import { tagText } from "../../model/trace";
import type { Span } from "../../text/span";
import type { RewardSource } from "../shape/reward";
import { strip } from "../../python/whitespace";
import { goldAnswers } from "../groundTruth/goldAnswers";
import { squadNormalised } from "./squadNormalised";
import type { Component } from "../shape/component";

/**
 * 1 if the answer is one of the ground truth's, both normalised as in SQuAD's evaluation, else 0.
 *
 * The answer is the text of the first or last tag for it. Without such a tag it is what follows the last closer of the
 * reasoning, if the profile allows text outside of tags and the prompt does not ask for the tag. {@link goldAnswers}
 * gives the answers that a ground truth accepts.
 */
export const exactAnswer: Component = {
  name: "exact-answer",
  listing: {
    values: "0 or 1",
    summary:
      "the answer is the ground truth, or one of its JSON list (also under `target`, `answer` or `solution`), or what stands behind its last `####` or in its last `\\boxed{}`, both normalised as SQuAD does: lower case, no ASCII punctuation, no a, an, the, single spaces; without a tag for it, the answer is the text after the last `</think>` if the profile allows text outside and the prompt does not ask for the tag",
  },
  needs: "groundTruth",
  pays: ["answer"],
  options: {
    tag: {
      description: "the tag that holds the answer; otherwise the profile's own tag for answers",
      $ref: "#/definitions/tagName",
    },
    take: {
      description: "which of several answers counts",
      type: "string",
      enum: ["first", "last"],
      default: "last",
    },
  },
  asks: [],
  rereads: [],
  earn(source, options: { readonly tag?: string; readonly take?: "first" | "last" }) {
    const { take = "last" } = options;
    const named = options.tag === undefined ? tagsOf(source.profile, "answer") : [options.tag];
    const tags = named.length === 0 ? ["answer"] : named;
    const { completion, groundTruth } = source.sample;
    if (groundTruth === undefined || groundTruth === completion) return undefined;
    const golds = goldAnswers(groundTruth.text);
    const span = answerSpan(source, tags, take);
    const answer = span && completion.text.slice(span.start, span.end);
    const normalised = answer === undefined ? undefined : squadNormalised(answer);
    const right = normalised !== undefined && golds.some((gold) => squadNormalised(gold) === normalised);
    const expected = golds.map((gold) => JSON.stringify(shortened(gold))).join(" or ");
    return [
      {
        id: "exact-answer",
        title: "Exact answer",
        value: right ? 1 : 0,
        min: 0,
        max: 1,
        spans: span === undefined ? [] : [{ part: completion, span }],
        detail: [
          answer === undefined
            ? `There is no ${tagText("opener", tags[0] ?? "")}; the ground truth is ${expected}.`
            : `${JSON.stringify(shortened(answer))} ${right ? "is" : "is not"} the ground truth's ${expected}, normalised as SQuAD does.`,
        ],
      },
    ];
  },
};

function answerSpan(
  { sample, profile }: RewardSource,
  tags: readonly string[],
  take: "first" | "last",
): Span | undefined {
  const { text } = sample.completion;
  const [found] = tags
    .flatMap((tag) => readByTags(text, { id: "", title: "", tag, takes: take, counts: [] }))
    .sort((one, other) => (take === "first" ? one.start - other.start : other.start - one.start));
  if (found !== undefined) return strip(text, found);
  const closer = tagText("closer", tagOf(profile, "reasoning") ?? "think");
  const at = text.lastIndexOf(closer);
  const isAskedFor = sample.turns.some(({ part }) => part?.text.includes(tagText("opener", tags[0] ?? "")) === true);
  if (profile.textOutside !== "allowed" || at < 0 || isAskedFor) return undefined;
  const rest = strip(text, { start: at + closer.length, end: text.length });
  return rest.start === rest.end ? undefined : rest;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
