/** The recorded rewards of a group of rollouts, as far as they were seen. */
interface Rewards {
  count: number;
  /** The first one's, of which the others are the same or not. */
  readonly reward: number;
  isSame: boolean;
}

/** So many groups are kept apart: a file with more is not told of. */
const maxGroups = 100_000;

/** What of the groups has to be said. */
export interface DeadGroups {
  /** Groups of two rollouts or more. */
  readonly groups: number;
  /** Those whose rollouts all have the same reward: their advantages are 0, and nothing is learned from them. */
  readonly dead: number;
  /** The reward that all dead groups have; undefined where they differ. */
  readonly reward: number | undefined;
}

/** Groups of rollouts that share a prompt, by the rewards that were recorded for them. */
export class Groups {
  private readonly rewards = new Map<string, Rewards>();
  private isFull = false;

  add(group: string, reward: number): void {
    this.take(group, { count: 1, reward, isSame: true });
  }

  /** Takes over those of records that come behind. */
  merge(other: Groups): void {
    this.isFull ||= other.isFull;
    for (const [group, rewards] of other.rewards) this.take(group, rewards);
  }

  /** Undefined where there are no groups, or more than are kept. */
  get told(): DeadGroups | undefined {
    const groups = [...this.rewards.values()].filter(({ count }) => count > 1);
    if (this.isFull || groups.length === 0) return undefined;
    const dead = groups.filter(({ isSame }) => isSame);
    const rewards = new Set(dead.map(({ reward }) => reward));
    const [only] = rewards;
    return { groups: groups.length, dead: dead.length, reward: rewards.size === 1 ? only : undefined };
  }

  private take(group: string, { count, reward, isSame }: Rewards): void {
    const known = this.rewards.get(group);
    if (known !== undefined) {
      known.count += count;
      known.isSame &&= isSame && reward === known.reward;
    } else if (this.rewards.size < maxGroups) this.rewards.set(group, { count, reward, isSame });
    else this.isFull = true;
  }
}
