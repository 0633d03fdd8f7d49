import { readByTags } from "../../expressions/tagReader";
import type { Span } from "../../text/span";
import type { RewardSource } from "../shared/reward";
import { strip } from "../../python/whitespace";
import { squadNormalised } from "./squadNormalised";
import type { Component } from "./component";

/**
 * 1 where the answer is one of the ground truth's, both normalised as SQuAD's evaluation does, else 0.
 *
 * The answer is the text of the first or last `<answer>`; without one, what follows the last `</think>`, if the profile
 * allows text outside of tags. The ground truth is a text, a JSON list of texts, or an object with them under `target`
 * (Search-R1).
 */
export const exactAnswer: Component = {
  name: "exact-answer",
  title: "Exact answer",
  earn(source, { tag = "answer", take = "last" }) {
    const { completion, groundTruth } = source.sample;
    if (groundTruth === undefined || groundTruth === completion) return undefined;
    const golds = goldAnswers(groundTruth.text);
    const span = answerSpan(source, tag, take);
    const answer = span && completion.text.slice(span.start, span.end);
    const normalised = answer === undefined ? undefined : squadNormalised(answer);
    const right = normalised !== undefined && golds.some((gold) => squadNormalised(gold) === normalised);
    const expected = golds.map((gold) => JSON.stringify(shortened(gold))).join(" or ");
    return {
      value: right ? 1 : 0,
      min: 0,
      max: 1,
      spans: span === undefined ? [] : [{ part: completion, span }],
      detail: [
        answer === undefined
          ? `There is no <${tag}>; the ground truth is ${expected}.`
          : `${JSON.stringify(shortened(answer))} ${right ? "is" : "is not"} the ground truth's ${expected}, normalised as SQuAD does.`,
      ],
    };
  },
};

function answerSpan({ sample, profile }: RewardSource, tag: string, take: "first" | "last"): Span | undefined {
  const { text } = sample.completion;
  const [found] = readByTags(text, { id: "", title: "", tag, takes: take, counts: [] });
  if (found !== undefined) return strip(text, found);
  const closer = "</think>";
  const at = text.lastIndexOf(closer);
  if (profile.textOutside !== "allowed" || at < 0) return undefined;
  const rest = strip(text, { start: at + closer.length, end: text.length });
  return rest.start === rest.end ? undefined : rest;
}

/** The answers that count: the text itself, or those of a JSON list or of an object's `target`. */
export function goldAnswers(groundTruth: string): readonly string[] {
  const trimmed = groundTruth.trim();
  if (!/^[[{]/.test(trimmed)) return [groundTruth];
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return [groundTruth];
  }
  const target = Array.isArray(value) ? value : (value as { target?: unknown } | null)?.target;
  const list: unknown[] = Array.isArray(target) ? target : [target];
  const texts = list.filter((gold) => typeof gold === "string" || typeof gold === "number").map(String);
  return texts.length === 0 ? [groundTruth] : texts;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
