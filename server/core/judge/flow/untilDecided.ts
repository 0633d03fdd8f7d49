import { isDecided } from "../../statistics/votes";
import type { Judgement } from "./judgement";
import type { Task } from "./plan";

/**
 * Asks for the votes of one model in one order until the rest cannot change the majority. Each round asks for the fewest
 * votes that could decide, all at once: none is asked for in vain, and none waits longer than it has to. Ratings are
 * never decided, because each of them counts in their mean.
 *
 * @returns the judgements that were asked for, in the order of the tasks
 */
export async function untilDecided(
  tasks: readonly Task[],
  ask: (task: Task) => Promise<Judgement>,
): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (;;) {
    const left = tasks.length - judgements.length;
    const round = fewestThatDecide(judgements, left);
    if (round === 0) return judgements;
    const next = tasks.slice(judgements.length, judgements.length + round);
    judgements.push(...(await Promise.all(next.map(ask))));
  }
}

/** The fewest further votes after which voting may be decided; 0 if it is, or if none are left. */
function fewestThatDecide(judgements: readonly Judgement[], left: number): number {
  if (judgements.some(({ choice }) => typeof choice === "number")) return left;
  const votes = judgements.map(({ choice }) => (choice === undefined ? undefined : String(choice)));
  const leader = leaderOf(votes);
  let further = 0;
  // The best that can come is that all of them go to the leader.
  while (further < left && !isDecided([...votes, ...Array<string>(further).fill(leader)], left - further)) further++;
  return further;
}

function leaderOf(votes: readonly (string | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const vote of votes) if (vote !== undefined) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [leader] = [...counts].sort(([, a], [, b]) => b - a);
  return leader?.[0] ?? "A";
}
