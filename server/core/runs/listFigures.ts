import type { Severity } from "../model/finding";
import type { RowFinding, RowReward, SampleRow } from "../model/sampleRow";

/** What the list of a file's samples says of one sample. */
export type ListedRow = Pick<SampleRow, "checked" | "reward" | "recorded" | "findings">;

/** What a sample can be, besides what was found in it. */
export const sampleStates = ["lost", "least", "unchecked"] as const;
/** `lost`: its reward is below the best; `least`: it is the least possible; `unchecked`: nothing was checked in it. */
export type SampleState = (typeof sampleStates)[number];

/** What the heading of the list says of all samples of a file. */
export interface ListSummary {
  readonly samples: number;
  /** Undefined if no sample has a reward. */
  readonly mean: ListMean | undefined;
  readonly states: Readonly<Record<SampleState, number>>;
  readonly rules: Readonly<Record<string, ListRule>>;
  readonly severities: Readonly<Record<Severity, number>>;
}

export interface ListMean {
  /** Computed, or as the run recorded it: never a mix of both. */
  readonly kind: "computed" | "recorded";
  readonly value: number;
  /** Samples with such a reward. */
  readonly n: number;
  /** The best reward, if it is the same for all of them. */
  readonly best: number | undefined;
}

export interface ListRule {
  /** Samples in which it found something, and its findings in all of them. */
  readonly samples: number;
  readonly findings: number;
  /** Reward lost on the mean: Σ min(cost of its findings, best reward − reward) ÷ samples. Undefined if not known. */
  readonly lost: number | undefined;
}

/** What tells in which state a sample is. */
export interface Standing {
  readonly checked: boolean;
  readonly reward: Pick<RowReward, "value" | "least" | "best"> | undefined;
}

export function isInState({ checked, reward }: Standing, state: SampleState): boolean {
  switch (state) {
    case "lost":
      return reward !== undefined && reward.value < reward.best;
    case "least":
      return reward !== undefined && reward.least < reward.best && reward.value <= reward.least;
    case "unchecked":
      return !checked;
  }
}

interface RuleCount {
  samples: number;
  findings: number;
  lost: number;
  /** Samples for which its cost is known. */
  known: number;
}

/** Sums over the samples of a list, one sample at a time. */
export class ListFigures {
  private samples = 0;
  private readonly computed = { sum: 0, n: 0, bests: new Map<number, number>() };
  private readonly recorded = { sum: 0, n: 0 };
  private readonly states: Record<SampleState, number> = { lost: 0, least: 0, unchecked: 0 };
  private readonly rules = new Map<string, RuleCount>();
  private readonly severities: Record<Severity, number> = { error: 0, warning: 0, information: 0 };

  /** @param sign −1 takes a sample out again */
  add(row: ListedRow, sign: 1 | -1 = 1): void {
    const { reward, recorded } = row;
    this.samples += sign;
    if (reward !== undefined) {
      const { bests } = this.computed;
      this.computed.sum += sign * reward.value;
      this.computed.n += sign;
      const withBest = (bests.get(reward.best) ?? 0) + sign;
      if (withBest > 0) bests.set(reward.best, withBest);
      else bests.delete(reward.best);
    }
    if (recorded !== undefined) {
      this.recorded.sum += sign * recorded;
      this.recorded.n += sign;
    }
    for (const state of sampleStates) if (isInState(row, state)) this.states[state] += sign;
    const lacking = reward === undefined ? 0 : Math.max(0, reward.best - reward.value);
    for (const finding of row.findings) this.addFinding(finding, lacking, sign);
  }

  /** Adds what is wrong with a record that gave no sample. */
  addFault(fault: Pick<RowFinding, "rule" | "severity">, sign: 1 | -1 = 1): void {
    this.addFinding({ ...fault, count: 1, cost: undefined }, 0, sign);
  }

  get summary(): ListSummary {
    const { samples, states, severities } = this;
    const rules = [...this.rules].map(([rule, { samples: hit, findings, lost, known }]): [string, ListRule] => [
      rule,
      { samples: hit, findings, lost: known > 0 && samples > 0 ? Math.max(0, lost) / samples : undefined },
    ]);
    return { samples, mean: this.mean, states, severities, rules: Object.fromEntries(rules) };
  }

  private get mean(): ListMean | undefined {
    const { computed, recorded } = this;
    if (computed.n > 0) {
      const [best] = computed.bests.keys();
      const value = computed.sum / computed.n;
      return { kind: "computed", value, n: computed.n, best: computed.bests.size === 1 ? best : undefined };
    }
    return recorded.n === 0
      ? undefined
      : { kind: "recorded", value: recorded.sum / recorded.n, n: recorded.n, best: undefined };
  }

  private addFinding(
    { rule, severity, count, cost }: Pick<RowFinding, "rule" | "severity" | "count" | "cost">,
    lacking: number,
    sign: 1 | -1,
  ): void {
    this.severities[severity] += sign * count;
    const known = this.rules.get(rule) ?? { samples: 0, findings: 0, lost: 0, known: 0 };
    known.samples += sign;
    known.findings += sign * count;
    if (cost !== undefined) {
      known.lost += sign * Math.min(cost, lacking);
      known.known += sign;
    }
    if (known.samples > 0) this.rules.set(rule, known);
    else this.rules.delete(rule);
  }
}

/** The rules that cost most on the mean; those with the most samples where no cost is known. At most `most` of them. */
export function dearestRules({ rules }: ListSummary, most: number): (ListRule & { readonly rule: string })[] {
  return Object.entries(rules)
    .map(([rule, counts]) => ({ rule, ...counts }))
    .sort((a, b) => (b.lost ?? 0) - (a.lost ?? 0) || b.samples - a.samples || (a.rule < b.rule ? -1 : 1))
    .slice(0, most);
}
