import type { Scope } from "../scope";

/** Rows of both runs that belong to one prompt, or to one id. */
export interface PromptPair {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface Pairing {
  readonly by: "id" | "prompt" | "nothing";
  readonly pairs: readonly PromptPair[];
  /** Prompts, or ids, of each run without a partner; rows without an id count each. */
  readonly unpaired: { readonly a: number; readonly b: number };
}

/**
 * Pairs two runs: by id where the ids of both occur in both, else by prompt. Never by rank: row 3 here has nothing to do
 * with row 3 there, and ids that a run made up for itself pair nothing. Fewer than half that pair is no pairing.
 */
export function pairUp(a: Scope, b: Scope): Pairing {
  const byId = matched(
    keysOf(a, (row) => a.table.id.get(row)),
    keysOf(b, (row) => b.table.id.get(row)),
  );
  if (byId !== undefined) return { by: "id", ...byId };
  const byPrompt = matched(
    keysOf(a, (row) => a.table.promptHash.get(row)),
    keysOf(b, (row) => b.table.promptHash.get(row)),
  );
  if (byPrompt !== undefined) return { by: "prompt", ...byPrompt };
  return { by: "nothing", pairs: [], unpaired: { a: a.n, b: b.n } };
}

function keysOf({ rows }: Scope, keyOf: (row: number) => string | undefined): Map<string, number[]> | undefined {
  const keys = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    // Where one has none, the ids are not the run's key.
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
