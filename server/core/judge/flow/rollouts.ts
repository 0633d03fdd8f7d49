import type { Sample, Verdict } from "../../model/sample";

/** Maximum number of groups that are remembered: in most files the rollouts of a group are next to each other. */
const maxGroups = 1000;

/**
 * Pairs the rollouts of a group, each with the one before it, for judges that compare pairs. The right answer is the
 * rollout with the higher recorded reward, if the two differ.
 */
export class RolloutPairs {
  private readonly last = new Map<string, Sample>();

  /** The pair that a rollout completes; undefined if it is the first of its group, or has no group. */
  add(sample: Sample): Sample | undefined {
    const { group } = sample.attributes;
    if (group === undefined || sample.unanswered === true) return undefined;
    const before = this.last.get(group);
    this.last.delete(group);
    this.last.set(group, sample);
    const [oldest] = this.last.keys();
    if (this.last.size > maxGroups && oldest !== undefined) this.last.delete(oldest);
    if (before === undefined) return undefined;
    const gold = better(before.attributes.score, sample.attributes.score);
    return {
      ...sample,
      attributes: { ...sample.attributes, ...(gold !== undefined && { gold }) },
      responses: {
        a: { ...before.completion, role: "response_a" },
        b: { ...sample.completion, role: "response_b" },
      },
      // The pair itself has not been judged: the record gives it no order.
      unanswered: true,
    };
  }
}

function better(a: number | undefined, b: number | undefined): Verdict | undefined {
  if (a === undefined || b === undefined || a === b) return undefined;
  return a > b ? "A" : "B";
}
