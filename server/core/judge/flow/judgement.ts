import type { Verdict } from "../../model/sample";
import type { Entry, Order } from "../history/entry";
import type { Prompt } from "../prompts/prompt";
import { verdictReader, type VerdictReader } from "../prompts/readVerdict";

export type JudgementState =
  | "ok"
  /** It is finished, and no verdict can be read from it. A result, and no reason to ask again. */
  | "malformed"
  /** It reached the limit of tokens. */
  | "truncated"
  /** No verdict was written: nothing, or reasoning alone. */
  | "empty"
  /** The server cut the prompt: whatever the judge says, it has not seen all of it. */
  | "cut-prompt"
  | "failed";

/** What a judgement says, read anew from its raw text each time. */
export interface Judgement {
  readonly entry: Entry;
  readonly from: "endpoint" | "history";
  readonly state: JudgementState;
  /** What each reader reads, in the prompt's words: A is what was shown first. */
  readonly verdict: Readonly<Record<string, string | number | null>>;
  /** The same in the record's words: A is the record's first response, whatever order it was shown in. */
  readonly choice: string | number | undefined;
  /** Is it what the record says is right? Undefined where one of the two is not known. */
  readonly right: boolean | undefined;
  /** From 0 to 1, by the probabilities at the verdict. */
  readonly confidence: number | undefined;
  /** The verdict stood in the reasoning, and nothing behind it. */
  readonly inReasoning: boolean;
}

const readers = new WeakMap<Prompt, VerdictReader>();

function readerOf(prompt: Prompt): VerdictReader {
  let reader = readers.get(prompt);
  if (reader === undefined) readers.set(prompt, (reader = verdictReader(prompt)));
  return reader;
}

/** Reads what was kept of an answer. */
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

/** Reasoning that the server left in the text ends at the last `</think>`; its opener may stand in the prompt. */
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

/** A reward model chooses what it gives the higher score. */
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
    // Bradley and Terry's: the scores are logits.
    confidence: 1 / (1 + Math.exp(-Math.abs(first - second))),
    inReasoning: false,
  };
}

function recordsOwn(label: string | number, order: Order | undefined): string | number {
  return label === "A" || label === "B" ? oriented(label, order) : label;
}

/** A label of the record as the order shows it, and back. */
export function oriented(label: Verdict, order: Order | undefined): Verdict {
  return order === "BA" ? (label === "A" ? "B" : "A") : label;
}

function isRight(choice: string | number | undefined, gold: Verdict | undefined, prompt: Prompt): boolean | undefined {
  if (choice === undefined || prompt.kind !== "pair" || gold === undefined) return undefined;
  return choice === gold;
}
