import type { Verdict } from "../../model/sample";
import type { Entry, Order } from "../history/entry";
import type { Prompt } from "../prompts/prompt";
import { verdictReader, type VerdictReader } from "../prompts/readVerdict";

export type JudgementState =
  | "ok"
  /** It is finished, but no verdict can be read from it. That is a result, and no reason to ask again. */
  | "malformed"
  /** It reached the token limit. */
  | "truncated"
  /** No verdict was written: the answer is empty, or only reasoning. */
  | "empty"
  /** The server cut the prompt: whatever the judge says, it has not seen the whole prompt. */
  | "cut-prompt"
  | "failed";

/** The content of a judgement, read from its raw text each time. */
export interface Judgement {
  readonly entry: Entry;
  readonly from: "endpoint" | "history";
  readonly state: JudgementState;
  /** The verdict of each reader, in the prompt's words: A is the response shown first. */
  readonly verdict: Readonly<Record<string, string | number | null>>;
  /** The same in the record's words: A is the record's first response, whatever order was shown. */
  readonly choice: string | number | undefined;
  /** Does it agree with what the record says is right? Undefined if one of the two is not known. */
  readonly right: boolean | undefined;
  /** From 0 to 1, from the probabilities at the verdict. */
  readonly confidence: number | undefined;
  /** The verdict was in the reasoning, with nothing after it. */
  readonly inReasoning: boolean;
}

const readers = new WeakMap<Prompt, VerdictReader>();

function readerOf(prompt: Prompt): VerdictReader {
  let reader = readers.get(prompt);
  if (reader === undefined) readers.set(prompt, (reader = verdictReader(prompt)));
  return reader;
}

/** Reads a stored answer. */
export function readJudgement(
  entry: Entry,
  from: Judgement["from"],
  prompt: Prompt,
  gold: Verdict | undefined,
): Judgement {
  if (entry.scores !== undefined) return scored(entry, entry.scores, from, gold);
  const { text, reasoning } = withoutReasoning(entry);
  const inReasoning = text.trim() === "" && reasoning !== undefined;
  const shownGold = gold === undefined ? undefined : oriented(gold, entry.order);
  const read = inReasoning
    ? readerOf(prompt)(reasoning, undefined, shownGold)
    : readerOf(prompt)(text, reasoning, shownGold);
  const state = stateOf(entry, text, read.label !== undefined);
  const counts = state === "ok";
  const choice = counts && read.label !== undefined ? recordsOwn(read.label, entry.order) : undefined;
  return {
    entry,
    from,
    state,
    verdict: read.readers,
    choice,
    right: isRight(choice, gold, prompt),
    confidence: counts && typeof read.label === "string" ? entry.p?.[read.label] : undefined,
    inReasoning: inReasoning && counts,
  };
}

/** Reasoning that the server left in the text ends at the last `</think>`; its opener may be in the prompt. */
export function withoutReasoning({
  text,
  reasoning,
}: Pick<Entry, "text" | "reasoning">): Pick<Entry, "text" | "reasoning"> {
  if (reasoning !== undefined) return { text, reasoning };
  const end = text.lastIndexOf("</think>");
  if (end < 0) return { text };
  return { text: text.slice(end + "</think>".length), reasoning: text.slice(0, end).replace(/^\s*<think>/, "") };
}

function stateOf({ outcome, finish, marks }: Entry, text: string, hasVerdict: boolean): JudgementState {
  if (outcome === "failed") return "failed";
  if (marks.includes("cut")) return "cut-prompt";
  if (finish === "length") return "truncated";
  if (hasVerdict) return "ok";
  return text.trim() === "" ? "empty" : "malformed";
}

/** A reward model chooses the response with the higher score. */
function scored(
  entry: Entry,
  [first, second]: readonly [number, number],
  from: Judgement["from"],
  gold: Verdict | undefined,
): Judgement {
  const label = first === second ? "tie" : first > second ? "A" : "B";
  const choice = recordsOwn(label, entry.order);
  return {
    entry,
    from,
    state: entry.outcome === "failed" ? "failed" : "ok",
    verdict: { scalar: entry.outcome === "failed" ? null : label },
    choice: entry.outcome === "failed" ? undefined : choice,
    right: gold === undefined || entry.outcome === "failed" ? undefined : choice === gold,
    // Bradley–Terry: the scores are logits.
    confidence: 1 / (1 + Math.exp(-Math.abs(first - second))),
    inReasoning: false,
  };
}

function recordsOwn(label: string | number, order: Order | undefined): string | number {
  return label === "A" || label === "B" ? oriented(label, order) : label;
}

/** Converts a label between the record's order and the shown order, either way. */
export function oriented(label: Verdict, order: Order | undefined): Verdict {
  return order === "BA" ? (label === "A" ? "B" : "A") : label;
}

function isRight(choice: string | number | undefined, gold: Verdict | undefined, prompt: Prompt): boolean | undefined {
  if (choice === undefined || prompt.kind !== "pair" || gold === undefined) return undefined;
  return choice === gold;
}
