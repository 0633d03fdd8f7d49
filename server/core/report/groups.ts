/** The recorded rewards of a group of rollouts, as far as seen. */
interface Rewards {
  count: number;
  /** The first rollout's reward, to compare the others with. */
  readonly reward: number;
  isSame: boolean;
}

/** The most groups that are distinguished: a file with more is not reported on. */
const maxGroups = 100_000;

/** What is reported about the groups. */
export interface DeadGroups {
  /** Groups of two rollouts or more. */
  readonly groups: number;
  /** Those whose rollouts all have the same reward: their advantages are 0, and nothing is learned from them. */
  readonly dead: number;
  /** The reward of all dead groups; undefined if they differ. */
  readonly reward: number | undefined;
}

/** Counts the groups of rollouts that share a prompt, by their recorded rewards. */
export class Groups {
  private readonly rewards = new Map<string, Rewards>();
  private isFull = false;

  add(group: string, reward: number): void {
    this.take(group, { count: 1, reward, isSame: true });
  }

  /** Adds the groups of later records. */
  merge(other: Groups): void {
    this.isFull ||= other.isFull;
    for (const [group, rewards] of other.rewards) this.take(group, rewards);
  }

  /** Undefined if there are no groups, or more than the maximum. */
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
