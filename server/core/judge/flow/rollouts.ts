import type { Sample, Verdict } from "../../model/sample";

/** So many groups are remembered: rollouts of a group stand together in most files. */
const maxGroups = 1000;

/**
 * Makes pairs of the rollouts of a group, each against the one before it: what a judge of pairs can compare. What is right
 * is the rollout with the higher recorded reward, where the two differ.
 */
export class RolloutPairs {
  private readonly last = new Map<string, Sample>();

  /** The pair that a rollout completes; undefined where it is the first of its group, or has none. */
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
      // The pair itself has not been judged: no order is the record's own.
      unanswered: true,
    };
  }
}

function better(a: number | undefined, b: number | undefined): Verdict | undefined {
  if (a === undefined || b === undefined || a === b) return undefined;
  return a > b ? "A" : "B";
}
