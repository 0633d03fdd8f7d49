import { TextHash } from "../../text/textHash";
import type { Scope } from "../scope";

/** Rows of both runs with the same prompt, or the same id. */
export interface PromptPair {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface Pairing {
  readonly by: "id" | "prompt" | "nothing";
  readonly pairs: readonly PromptPair[];
  /** Prompts, or ids, of each run without a partner; each row without an id or a prompt counts by itself. */
  readonly unpaired: { readonly a: number; readonly b: number };
  /** Ids that stand in both runs, but for different questions: they pair nothing. */
  readonly otherQuestions: number;
}

/** The prompt of a sample that shows none: it pairs nothing, because all such samples would be of one prompt. */
const noPrompt = new TextHash().digits;

/**
 * Pairs two runs: by id if the ids of both runs match, else by prompt. Never by position: row 3 of one run has nothing
 * to do with row 3 of the other, and ids that a run generated for itself pair nothing. Several rollouts of a prompt are
 * one pair, also where each has an id of its own: they are not independent. An id that stands for another question in
 * the other run pairs nothing: many programs count their records from 0. If fewer than half pair, there is no pairing.
 */
export function pairUp(a: Scope, b: Scope): Pairing {
  const [idsA, idsB] = [keysOf(a, (row) => a.table.id.get(row)), keysOf(b, (row) => b.table.id.get(row))];
  const otherQuestions = dropOthers(idsA, idsB, a, b);
  const byId = matched(idsA, idsB);
  if (byId !== undefined) return { by: "id", ...byId, pairs: byPromptToo(byId.pairs, a, b), otherQuestions };
  const [promptA, promptB] = [promptIn(a), promptIn(b)];
  const byPrompt = matched(
    keysOf(a, (row) => promptA(row) ?? `${row} of a`),
    keysOf(b, (row) => promptB(row) ?? `${row} of b`),
  );
  if (byPrompt !== undefined) return { by: "prompt", ...byPrompt, otherQuestions };
  return { by: "nothing", pairs: [], unpaired: { a: a.n, b: b.n }, otherQuestions };
}

/**
 * Gives the rows of ids that ask something else in the other run keys of their own, so that they pair nothing.
 *
 * @returns how many ids those are
 */
function dropOthers(ofA: Keys | undefined, ofB: Keys | undefined, a: Scope, b: Scope): number {
  if (ofA === undefined || ofB === undefined) return 0;
  let others = 0;
  for (const [id, rows] of [...ofA]) {
    const found = ofB.get(id);
    if (found === undefined || asksTheSame(a, rows[0] ?? 0, b, found[0] ?? 0)) continue;
    others++;
    ofA.delete(id);
    ofA.set(`${id} of a`, rows);
  }
  return others;
}

/** Another template around a question, or more words before or behind it, do not make it another question. */
function asksTheSame(a: Scope, rowA: number, b: Scope, rowB: number): boolean {
  if (a.table.promptHash.get(rowA) === b.table.promptHash.get(rowB)) return true;
  const [ofA, ofB] = [a.table.question.get(rowA), b.table.question.get(rowB)];
  if (ofA === undefined || ofB === undefined) return true;
  const [one, other] = [ofA.replace(/…$/, ""), ofB.replace(/…$/, "")];
  return one.includes(other) || other.includes(one);
}

/** Pairs of ids whose prompts are the same in both runs, as one. */
function byPromptToo(pairs: readonly PromptPair[], a: Scope, b: Scope): PromptPair[] {
  const [promptA, promptB] = [promptIn(a), promptIn(b)];
  const merged = new Map<string, { readonly a: number[]; readonly b: number[] }>();
  for (const [number, pair] of pairs.entries()) {
    const [ofA, ofB] = [promptA(pair.a[0] ?? 0), promptB(pair.b[0] ?? 0)];
    const key = ofA === undefined || ofB === undefined ? String(number) : `${ofA} ${ofB}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { a: [...pair.a], b: [...pair.b] });
    else {
      known.a.push(...pair.a);
      known.b.push(...pair.b);
    }
  }
  return [...merged.values()];
}

function promptIn({ table }: Scope): (row: number) => string | undefined {
  return (row) => {
    const prompt = table.promptHash.get(row);
    return prompt === noPrompt ? undefined : prompt;
  };
}

/** Rows by what they share. */
type Keys = Map<string, number[]>;

function keysOf({ rows }: Scope, keyOf: (row: number) => string | undefined): Keys | undefined {
  const keys: Keys = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    // If one row has no id, the ids are not the run's key.
    if (key === undefined) return undefined;
    const known = keys.get(key);
    if (known === undefined) keys.set(key, [row]);
    else known.push(row);
  }
  return keys;
}

function matched(a: Keys | undefined, b: Keys | undefined): Pick<Pairing, "pairs" | "unpaired"> | undefined {
  if (a === undefined || b === undefined) return undefined;
  const pairs: PromptPair[] = [];
  for (const [key, rows] of a) {
    const others = b.get(key);
    if (others !== undefined) pairs.push({ a: rows, b: others });
  }
  if (pairs.length === 0 || 2 * pairs.length < Math.max(a.size, b.size)) return undefined;
  return { pairs, unpaired: { a: a.size - pairs.length, b: b.size - pairs.length } };
}
