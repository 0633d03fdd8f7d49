import { sum } from "./numeric";

export interface VoteFigures {
  /** The label with the most votes; undefined if there are no votes or the top is tied. */
  readonly majority: string | undefined;
  /** Votes of the most frequent label over valid votes; undefined if there are no votes. */
  readonly share: number | undefined;
  /** In bits; 0 if all agree. */
  readonly entropy: number | undefined;
  /** The flip rate: of two different votes, how often they differ. Undefined if there are not two. */
  readonly flips: number | undefined;
  readonly valid: number;
}

/** The majority of votes; undefined ones could not be read and do not count. A jury of models: each model one vote. */
export function countVotes(votes: readonly (string | undefined)[]): VoteFigures {
  const counts = countsOf(votes);
  const valid = sum(counts.values());
  if (valid === 0) return { majority: undefined, share: undefined, entropy: undefined, flips: undefined, valid };
  const most = Math.max(...counts.values());
  const winners = [...counts].filter(([, count]) => count === most);
  const entropy = -sum([...counts.values()].map((count) => (count / valid) * Math.log2(count / valid)));
  return {
    majority: winners.length === 1 ? winners[0]?.[0] : undefined,
    share: most / valid,
    entropy: Math.max(0, entropy),
    flips: valid < 2 ? undefined : 1 - sum([...counts.values()].map((k) => k * (k - 1))) / (valid * (valid - 1)),
    valid,
  };
}

/** Can voting stop, because the remaining votes cannot change the majority? The share is then only a bound. */
export function isDecided(votes: readonly (string | undefined)[], left: number): boolean {
  return leadOf(votes) > left;
}

/** The fewest of the remaining votes after which voting may be decided; 0 if it is, or if none are left. */
export function fewestToDecide(votes: readonly (string | undefined)[], left: number): number {
  if (isDecided(votes, left)) return 0;
  // The best that can come is that all of them go to the leader: each adds to the lead, and leaves one fewer.
  return Math.min(left, Math.floor((left - leadOf(votes)) / 2) + 1);
}

/** By how many votes the first label is before the second. */
function leadOf(votes: readonly (string | undefined)[]): number {
  const [first = 0, second = 0] = [...countsOf(votes).values()].sort((a, b) => b - a);
  return first - second;
}

function countsOf(votes: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const vote of votes) if (vote !== undefined) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  return counts;
}
