import type { Profile } from "../../model/profile";
import { tagOf } from "../../model/role";
import type { Part, PartRole, Sample, Turn } from "../../model/sample";
import { tagText } from "../../model/trace";
import { builtInProfiles } from "../../profiles/builtIn";
import { neutralProfile } from "../../profiles/neutral";
import { PlainSourceMap } from "../../text/sourceMap";
import { oriented, withoutReasoning } from "../flow/judgement";
import { ownMessages } from "../flow/messages";
import { recordPrompt } from "../flow/plan";
import type { Entry } from "../history/entry";
import type { Prompt } from "../prompts/prompt";

/** An answer as far as it is known, whole or still arriving. */
export type AnswerSoFar = Pick<Entry, "text" | "reasoning" | "order" | "model" | "finish">;

/** A judgement as a sample like any other: the judge's input and its answer. */
export interface JudgementSample {
  readonly sample: Sample;
  /** The profile that reads the prompt's judgements. */
  readonly profile: Profile;
  /** Number of characters of the completion before the answer's own text. */
  readonly prefix: number;
}

/** The profile of a prompt's judgements; the neutral one if it names none. */
export function profileOfPrompt({ profile }: Pick<Prompt, "profile">): Profile {
  return builtInProfiles.find(({ name }) => name === profile) ?? neutralProfile();
}

/** Makes a sample of an answer, with the responses and the gold label as the judge was shown them. */
export function judgementSample(judged: Sample, prompt: Prompt, answer: AnswerSoFar): JudgementSample {
  const swapped = answer.order === "BA";
  const profile = profileOfPrompt(prompt);
  const { before, text } = answerIn(answer, tagOf(profile, "reasoning"));
  const { id, gold } = judged.attributes;
  const { responses } = judged;
  const sample: Sample = {
    record: 0,
    trace: 0,
    attributes: {
      ...(id !== undefined && { id }),
      ...(gold !== undefined && prompt.kind === "pair" && { gold: oriented(gold, answer.order) }),
      model: answer.model,
      ...(answer.finish !== undefined && { finishReason: answer.finish }),
    },
    turns: turnsShown(judged, prompt, swapped),
    tools: judged.tools,
    completion: part("completion", before + text),
    calls: [],
    groundTruth: undefined,
    responses: prompt.kind !== "pair" || responses === undefined ? undefined : shownResponses(responses, swapped),
    rewarded: true,
  };
  return { sample, profile, prefix: before.length };
}

/** Reasoning that a server keeps apart is put before the answer, as the model wrote it. */
function answerIn(answer: AnswerSoFar, tag: string | undefined): { readonly before: string; readonly text: string } {
  const { text, reasoning } = withoutReasoning(answer);
  if (reasoning === undefined || tag === undefined) return { before: "", text };
  return {
    before: `${tagText("opener", tag)}\n${reasoning.trim()}\n${tagText("closer", tag)}\n\n`,
    text: text.trimStart(),
  };
}

function shownResponses(
  { a, b }: NonNullable<Sample["responses"]>,
  swapped: boolean,
): NonNullable<Sample["responses"]> {
  const [first, second] = swapped ? [b, a] : [a, b];
  return { a: { ...first, role: "response_a" }, b: { ...second, role: "response_b" } };
}

/** The record's own prompt shows the responses itself, so it is shown as it was sent. */
function turnsShown(judged: Sample, prompt: Prompt, swapped: boolean): readonly Turn[] {
  if (prompt.id !== recordPrompt.id) return judged.turns;
  const shown = ownMessages(judged, swapped);
  if ("problem" in shown) return judged.turns;
  return shown.messages.map(({ role, content }) => ({ role, part: part(role, content), calls: [] }));
}

function part(role: PartRole, text: string): Part {
  return { role, text, source: new PlainSourceMap(0, text.length) };
}
