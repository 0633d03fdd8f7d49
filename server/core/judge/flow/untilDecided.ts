import { fewestToDecide } from "../../statistics/votes";
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
    const round = nextRound(judgements, left);
    if (round === 0) return judgements;
    const next = tasks.slice(judgements.length, judgements.length + round);
    judgements.push(...(await Promise.all(next.map(ask))));
  }
}

/** How many votes to ask for at once; 0 if voting is decided, or if none are left. */
function nextRound(judgements: readonly Judgement[], left: number): number {
  if (judgements.some(({ choice }) => typeof choice === "number")) return left;
  const votes = judgements.map(({ choice }) => (choice === undefined ? undefined : String(choice)));
  return fewestToDecide(votes, left);
}
