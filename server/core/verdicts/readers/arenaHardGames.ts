import { isAbsent, type Absent } from "../../expressions/absent";
import { evaluate } from "../../expressions/evaluate";
import type { VerdictNode } from "../../expressions/node";

/** The mean; null if a game has no verdict, so that both are dropped; "error" if the official code stops. */
export type GamesScore = number | null | "error" | Absent;

/**
 * arena-hard's score of two games (`show_result.py`, lmarena/arena-hard-auto@196f6b826783) for the model that comes
 * first in the second game: that game's score as it is and the first game's as 1 − score, each `>>` counted three
 * times.
 *
 * @param reader the reader of one game's verdict: the preset `arena-hard`.
 */
export function arenaHardScore(reader: VerdictNode, games: readonly [string, string]): GamesScore {
  const labels = games.map((completion) => evaluate(reader, { completion }));
  const open = labels.find(isAbsent);
  if (open !== undefined) return open;
  const [first, second] = labels.map((verdict) => (isAbsent(verdict) ? null : verdict.label));
  if (first === undefined || second === undefined || first === null || second === null) return null;
  const a = scores[String(first)];
  const b = scores[String(second)];
  if (a === undefined || b === undefined) return "error";
  const each = [...Array<number>(b.times).fill(b.score), ...Array<number>(a.times).fill(1 - a.score)];
  return each.reduce((sum, score) => sum + score, 0) / each.length;
}

interface GameScore {
  readonly score: number;
  readonly times: number;
}

const scores: Readonly<Record<string, GameScore>> = {
  "A>B": { score: 1, times: 1 },
  "A>>B": { score: 1, times: 3 },
  "A=B": { score: 0.5, times: 1 },
  "A<<B": { score: 0, times: 3 },
  "A<B": { score: 0, times: 1 },
  "B>A": { score: 0, times: 1 },
  "B>>A": { score: 0, times: 3 },
  "B=A": { score: 0.5, times: 1 },
  "B<<A": { score: 1, times: 3 },
  "B<A": { score: 1, times: 1 },
};
