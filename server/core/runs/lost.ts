import { completed, type InSteps, rowsAStep } from "../host/inSteps";
import { severities } from "../model/finding";
import { changePoint } from "../statistics/changePoint";
import type { LostBar, LostBy } from "./figures/lost";
import { nameTerm } from "./filterText";
import type { Scope } from "./scope";

/** The counts for one rule, or one cause. */
interface Counted {
  severity: number;
  n: number;
  lost: number;
  isKnown: boolean;
  /** Samples at each step, in the order of the steps. */
  readonly atSteps: Uint32Array;
}

/**
 * Reward lost on the mean, by rule or by cause: Σ over samples of min(cost of its findings there, best reward − reward)
 * ÷ N, N being the rollouts: earlier turns of one have no reward of their own. A cause's cost is that of its most costly
 * rule in a sample, so that one mistake that several rules find is counted once.
 *
 * @param isWhole was all of the run read? Until then, no change since a step is reported
 */
export function lostBy(scope: Scope, by: "rule" | "cause", isWhole = true): LostBy {
  return completed(lostBySteps(scope, by, isWhole));
}

/** {@link lostBy}, in steps. */
export function* lostBySteps(scope: Scope, by: "rule" | "cause", isWhole = true): InSteps<LostBy> {
  const { table, rows } = scope;
  const steps = [...scope.steps];
  const stepOf = new Map<number, number>(steps.map(([step], i) => [step, i]));
  const counted = new Map<string, Counted>();
  const without = { n: 0, lost: 0 };
  const rules = table.rule.dictionary.names;
  const nameOf = rules.map((rule) => (by === "rule" ? rule : table.causeOf(rule)));
  const here = new Map<string, number>();
  let seen = 0;
  for (const row of rows) {
    if (++seen % rowsAStep === 0) yield;
    const lost = table.lost(row);
    const isLacking = lost > 0;
    if (here.size > 0) here.clear();
    let dearest = 0;
    for (let entry = table.findings.start(row); entry < table.findings.end(row); entry++) {
      const name = nameOf[table.rule.codes.raw(entry)] ?? "";
      let one = counted.get(name);
      if (one === undefined) {
        one = { severity: severities.length, n: 0, lost: 0, isKnown: false, atSteps: new Uint32Array(steps.length) };
        counted.set(name, one);
      }
      one.severity = Math.min(one.severity, table.severity.get(entry) ?? severities.length);
      const cost = table.cost.get(entry);
      if (!Number.isNaN(cost)) {
        one.isKnown = true;
        dearest = Math.max(dearest, cost);
      }
      here.set(name, Math.max(here.get(name) ?? 0, cost || 0));
    }
    const step = stepOf.get(table.step.get(row));
    for (const [name, cost] of here) {
      const one = counted.get(name) as Counted;
      one.n++;
      if (isLacking) one.lost += Math.min(cost, lost);
      if (step !== undefined) one.atSteps[step] = (one.atSteps[step] ?? 0) + 1;
    }
    if (isLacking && dearest < 1e-9) {
      without.n++;
      without.lost += lost;
    }
  }
  const n = rows.length;
  const rewarded = scope.rollouts.n;
  const bars: LostBar[] = [];
  for (const [name, { severity, n: samples, lost, isKnown, atSteps }] of counted) {
    yield;
    const counts = steps.map(([step, { n: all }], i) => ({ step, k: atSteps[i] ?? 0, n: all }));
    bars.push({
      name,
      severity: severities[severity] ?? "information",
      n: samples,
      lost: isKnown && rewarded > 0 ? lost / rewarded : undefined,
      filter: nameTerm(by, name),
      shares: counts.map(({ k, n: all }) => k / all),
      since: isWhole ? changePoint(counts) : undefined,
    });
  }
  bars.sort((a, b) => (b.lost ?? 0) - (a.lost ?? 0) || b.n - a.n || (a.name < b.name ? -1 : 1));
  const isComputed = rows.some((row) => !Number.isNaN(table.lost(row)));
  return {
    by,
    bars,
    without: isComputed && rewarded > 0 ? { n: without.n, lost: without.lost / rewarded } : undefined,
    n,
    steps: steps.map(([step]) => step),
  };
}
