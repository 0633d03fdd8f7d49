import { changePoint } from "../statistics/changePoint";
import { passAllK, passAtK } from "../statistics/passAtK";
import { bands } from "../statistics/quantiles";
import { mean } from "../statistics/spread";
import type { StepFigures, StepReward, StepSeries } from "./figures/steps";
import { completed, type InSteps } from "../host/inSteps";
import type { Scope } from "./scope";
import { rewardRange } from "./summary";
import { flag } from "./table/runTable";
import { toolEntropy } from "./tools";

/** The cause whose share is drawn for each step. */
const malformedCalls = "malformed calls";

/** What changes over the steps, for the samples that pass a filter. */
export function stepSeries(scope: Scope): StepSeries {
  return completed(stepSeriesSteps(scope));
}

/** {@link stepSeries}, in steps: each looks at the samples of one training step. */
export function* stepSeriesSteps(scope: Scope): InSteps<StepSeries> {
  const { table } = scope;
  const steps = [...scope.steps];
  const names = [...table.parts.ids, ...table.components.names.filter((name) => !table.parts.ids.includes(name))];
  const components = names.map((name) => ({ name, of: componentOf(scope, name) }));
  const k = mostRollouts(scope);
  const range = rewardRange(scope);
  const malformed = malformedOf(scope);
  const figures: StepFigures[] = [];
  for (const [step, part] of steps) {
    yield;
    const sizes = part.values((row) => table.size.get(row) ?? Number.NaN);
    figures.push({
      step,
      n: part.n,
      reward: stepReward(part, range),
      components: components.map(({ of }) => part.mean(of)?.value),
      malformed: part.share(malformed),
      cut: part.share((row) => (table.flags.raw(row) & flag.cut) !== 0),
      right: defined(part.share((row) => scope.run.isRight(row))),
      dead: defined(part.share((row) => inGroup(part, row))),
      length: mean(sizes),
      lengthByAdvantage: lengthByAdvantage(part),
      calls: mean(part.values((row) => table.calls.get(row) ?? Number.NaN)),
      toolEntropy: toolEntropy(part),
      pass: k === undefined ? undefined : passes(part, k),
    });
  }
  yield;
  return {
    steps: figures,
    components: components.map(({ name, of }) => {
      const possible = table.parts.range(name);
      const values = possible === undefined ? scope.values(of) : [];
      const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b), 0);
      return { name, min: possible?.min ?? least(values), max: possible?.max ?? -least(values.map((value) => -value)) };
    }),
    k,
    malformedSince: changePoint(figures.map(({ step, malformed: { k: found, n } }) => ({ step, k: found, n }))),
  };
}

function componentOf({ table }: Scope, name: string): (row: number) => number {
  const part = table.parts.value(name);
  return part === undefined ? (row) => table.components.value(name, row) : (row) => part.get(row);
}

function stepReward(part: Scope, range: { readonly low: number; readonly high: number }): StepReward | undefined {
  const values = part.values((row) => part.table.reward(row));
  const spread = bands(values);
  if (spread === undefined) return undefined;
  const shareOf = (test: (value: number) => boolean): number => values.filter(test).length / values.length;
  return {
    ...spread,
    mean: mean(values),
    n: values.length,
    positive: shareOf((value) => value > 0),
    atMost: shareOf((value) => value >= range.high - 1e-6),
    atLeast: shareOf((value) => value <= range.low + 1e-6),
  };
}

/** A test for rows with a finding of malformed calls; undefined for a row in which nothing was checked. */
export function malformedOf({ table }: Scope): (row: number) => boolean | undefined {
  const isMalformed = table.rule.dictionary.names.map((rule) => table.causeOf(rule) === malformedCalls);
  return (row) => {
    for (let entry = table.findings.start(row); entry < table.findings.end(row); entry++) {
      if (isMalformed[table.rule.codes.raw(entry)] === true) return true;
    }
    return (table.flags.raw(row) & flag.checked) === 0 ? undefined : false;
  };
}

/** Undefined for a row in no group of two or more, and where fewer than two of the group's rewards are known. */
function inGroup({ run }: Scope, row: number): boolean | undefined {
  const group = run.table.isRollout(row) ? run.groups.of(row) : undefined;
  return group === undefined || group.rewarded < 2 ? undefined : group.isDead;
}

function defined(share: StepFigures["malformed"]): StepFigures["malformed"] | undefined {
  return share.n === 0 ? undefined : share;
}

/** Mean lengths by the sign of the advantage: the recorded one, else r − m within the group. */
function lengthByAdvantage(part: Scope): StepFigures["lengthByAdvantage"] {
  const { table, run } = part;
  const [above, below]: [number[], number[]] = [[], []];
  for (const row of part.rows) {
    let advantage = table.advantage.get(row);
    const group = run.groups.of(row);
    if (Number.isNaN(advantage) && group !== undefined) {
      advantage = table.reward(row) - mean(run.groups.rewardsOf(group.rows));
    }
    if (advantage > 1e-9) above.push(table.size.get(row) ?? 0);
    if (advantage < -1e-9) below.push(table.size.get(row) ?? 0);
  }
  return above.length === 0 || below.length === 0 ? undefined : { above: mean(above), below: mean(below) };
}

/** The largest number of rollouts that half of the groups have; undefined without a group of two. */
function mostRollouts({ run }: Scope): number | undefined {
  const sizes = run.groups.groups.map(({ rows }) => rows.length).filter((size) => size > 1);
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)];
}

/** pass@k and pass^k: the mean over prompts that have at least k rollouts known to be right or wrong. */
export function passes(scope: Scope, k: number): StepFigures["pass"] {
  const counts = new Map<number, { n: number; c: number }>();
  for (const row of scope.rows) {
    const isRight = scope.run.isRight(row);
    if (isRight === undefined) continue;
    // A row without a group counts as a prompt by itself.
    const prompt = scope.run.groups.numberOf(row) ?? -1 - row;
    const known = counts.get(prompt) ?? { n: 0, c: 0 };
    known.n++;
    if (isRight) known.c++;
    counts.set(prompt, known);
  }
  const groups = [...counts.values()].filter(({ n }) => n >= k);
  if (groups.length === 0) return undefined;
  return {
    atK: mean(groups.map(({ n, c }) => passAtK(n, c, k) ?? 0)),
    allK: mean(groups.map(({ n, c }) => passAllK(n, c, k) ?? 0)),
    prompts: groups.length,
  };
}
