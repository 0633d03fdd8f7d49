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
}

/** The prompt of a sample that shows none: it pairs nothing, because all such samples would be of one prompt. */
const noPrompt = new TextHash().digits;

/**
 * Pairs two runs: by id if the ids of both runs match, else by prompt. Never by position: row 3 of one run has nothing
 * to do with row 3 of the other, and ids that a run generated for itself pair nothing. Several rollouts of a prompt are
 * one pair, also where each has an id of its own: they are not independent. If fewer than half pair, there is no
 * pairing.
 */
export function pairUp(a: Scope, b: Scope): Pairing {
  const byId = matched(
    keysOf(a, (row) => a.table.id.get(row)),
    keysOf(b, (row) => b.table.id.get(row)),
  );
  if (byId !== undefined) return { by: "id", ...byId, pairs: byPromptToo(byId.pairs, a, b) };
  const [promptA, promptB] = [promptIn(a), promptIn(b)];
  const byPrompt = matched(
    keysOf(a, (row) => promptA(row) ?? `${row} of a`),
    keysOf(b, (row) => promptB(row) ?? `${row} of b`),
  );
  if (byPrompt !== undefined) return { by: "prompt", ...byPrompt };
  return { by: "nothing", pairs: [], unpaired: { a: a.n, b: b.n } };
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

function keysOf({ rows }: Scope, keyOf: (row: number) => string | undefined): Map<string, number[]> | undefined {
  const keys = new Map<string, number[]>();
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

function matched(
  a: Map<string, number[]> | undefined,
  b: Map<string, number[]> | undefined,
): Pick<Pairing, "pairs" | "unpaired"> | undefined {
  if (a === undefined || b === undefined) return undefined;
  const pairs: PromptPair[] = [];
  for (const [key, rows] of a) {
    const others = b.get(key);
    if (others !== undefined) pairs.push({ a: rows, b: others });
  }
  if (pairs.length === 0 || 2 * pairs.length < Math.max(a.size, b.size)) return undefined;
  return { pairs, unpaired: { a: a.size - pairs.length, b: b.size - pairs.length } };
}
