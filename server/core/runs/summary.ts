import { histogram } from "../statistics/histogram";
import { bands, quantile } from "../statistics/quantiles";
import { mean, sampleDeviation } from "../statistics/spread";
import type { Histogram, RewardFigures, RunSummary, ComponentFigures } from "./figures/summary";
import type { Interval, Part, Share } from "./figures/figure";
import type { LostBy } from "./figures/lost";
import { breakdownsSteps } from "./breakdowns";
import { componentField, rangeTerm } from "./filterText";
import { completed, type InSteps } from "../host/inSteps";
import { lostBySteps } from "./lost";
import { Scope } from "./scope";
import { sentencesOf } from "./sentences";
import { flag } from "./table/runTable";

/** Rewards that differ by no more than this are equal: they are logged as 32-bit floats. */
const tolerance = 1e-6;
/** From this share of repeated word sequences on, a text counts as repeated. */
export const repeatedFrom = 0.5;

/**
 * The heading of a run, for the samples that pass a filter.
 *
 * @param isWhole was all of the run read?
 * @param lost what they lost by rule, if that is known
 */
export function summarise(scope: Scope, isWhole = true, lost?: LostBy): RunSummary {
  return completed(summarySteps(scope, isWhole, lost));
}

/** {@link summarise}, in steps. */
export function* summarySteps(scope: Scope, isWhole = true, lost?: LostBy): InSteps<RunSummary> {
  const { run, table, n, rows } = scope;
  const { groups } = run;
  yield;
  const reward = yield* rewardFigures(scope);
  yield;
  const right = scope.share((row) => run.isRight(row));
  yield;
  const steps = [...scope.steps.keys()];
  const numbered = new Set<number>();
  const inFiles = new Set<number>();
  for (const row of rows) {
    const group = groups.numberOf(row);
    if (group !== undefined) numbered.add(group);
    inFiles.add(table.file.codes.raw(row));
  }
  yield;
  const lengths = scope.values((row) => table.size.get(row) ?? Number.NaN);
  const sorted = Float64Array.from(lengths).sort();
  const length = { mean: n === 0 ? 0 : mean(lengths), median: quantile(sorted, 0.5) ?? 0 };
  yield;
  const has =
    (bit: number) =>
    (row: number): boolean =>
      (table.flags.raw(row) & bit) !== 0;
  const error = scope.share((row) => hasSeverity(scope, row, 0));
  yield;
  const warning = scope.share((row) => hasSeverity(scope, row, 1));
  yield;
  const information = scope.share((row) => hasSeverity(scope, row, 2));
  yield;
  const histogram = histogramOf(scope, "reward", (row) => table.reward(row));
  yield;
  const parts = yield* components(scope);
  const broken = yield* breakdownsSteps(scope);
  yield;
  const summary: Omit<RunSummary, "sentences"> = {
    n,
    of: run.all.length,
    ...rolloutsOf(scope),
    files: inFiles.size,
    steps: steps.length === 0 ? undefined : { count: steps.length, first: steps[0] ?? 0, last: steps.at(-1) ?? 0 },
    groups: [...numbered].filter((group) => (groups.groups[group]?.rows.length ?? 0) > 1).length,
    unchecked: scope.count((row) => !has(flag.checked)(row)),
    reward,
    components: parts,
    histogram,
    recorded: recordedOf(scope),
    right: right.n === 0 ? undefined : { words: run.right.words, share: right, threshold: run.right.threshold },
    findings: { error, warning, information },
    toolErrors: scope.share((row) => (table.toolErrors.get(row) ?? 0) > 0),
    cut: scope.share(has(flag.cut)),
    repeated: scope.share((row) => (table.repetition.get(row) || 0) >= repeatedFrom),
    length,
    breakdowns: broken,
  };
  yield;
  const byRule = lost ?? (yield* lostBySteps(scope, "rule", isWhole));
  yield;
  return { ...summary, sentences: sentencesOf(summary, byRule, scope, isWhole) };
}

function rolloutsOf({ n, rollouts }: Scope): Pick<RunSummary, "rollouts"> {
  return rollouts.n === n ? {} : { rollouts: rollouts.n };
}

function hasSeverity({ table }: Scope, row: number, severity: number): boolean | undefined {
  const isChecked = (table.flags.raw(row) & flag.checked) !== 0;
  if (!isChecked && table.findings.start(row) === table.findings.end(row)) return undefined;
  for (let entry = table.findings.start(row); entry < table.findings.end(row); entry++) {
    if (table.severity.raw(entry) === severity) return true;
  }
  return false;
}

/** Undefined if no row has a reward. */
function* rewardFigures(scope: Scope): InSteps<RewardFigures | undefined> {
  const { table, rows } = scope;
  const of = (row: number): number => table.reward(row);
  const found = scope.mean(of);
  yield;
  const values = scope.values(of);
  const spread = bands(values);
  yield;
  if (found === undefined || spread === undefined) return undefined;
  const range = rewardRange(scope);
  const known = (row: number, is: boolean): boolean | undefined => (Number.isFinite(of(row)) ? is : undefined);
  const part = (name: string, filter: string, test: (reward: number) => boolean): Part<Share> => ({
    name,
    filter,
    figure: scope.share((row) => known(row, test(of(row)))),
  });
  const atMost = part("at the most", `reward>=${range.high}`, (reward) => reward >= range.high - tolerance);
  yield;
  const atLeast = part("at the least", `reward<=${range.low}`, (reward) => reward <= range.low + tolerance);
  yield;
  const positive = part("above 0", "reward>0", (reward) => reward > 0);
  yield;
  let worst = -1;
  for (const row of rows) {
    if (Number.isFinite(of(row)) && (worst < 0 || of(row) < of(worst))) worst = row;
  }
  return {
    kind: table.computed.isUsed ? "computed" : "recorded",
    mean: found,
    median: spread.q50,
    deviation: sampleDeviation(values),
    range,
    atMost,
    atLeast,
    positive,
    without: scope.rollouts.n - values.length,
    undecided: undecidedOf(scope),
    worst: { row: worst, reward: of(worst) },
  };
}

/** The possible minimum and maximum if rewards are computed, else those that were seen. */
export function rewardRange({ table, run }: Scope): Interval {
  let [low, high] = [Infinity, -Infinity];
  for (const least of table.least.distinct) low = Math.min(low, least);
  for (const best of table.best.distinct) high = Math.max(high, best);
  if (low <= high) return { low, high };
  for (const row of run.all) {
    const recorded = table.recorded.get(row);
    if (!Number.isFinite(recorded)) continue;
    low = Math.min(low, recorded);
    high = Math.max(high, recorded);
  }
  return { low, high };
}

function undecidedOf({ table, rows }: Scope): Part<number>[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = table.undecided.get(row);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, figure]) => ({ name, figure, filter: undefined }));
}

function* components(scope: Scope): InSteps<ComponentFigures[]> {
  const { table } = scope;
  const computed = table.parts.ids;
  const recorded = table.components.names.filter((name) => !computed.includes(name));
  const found: ComponentFigures[] = [];
  for (const name of [...computed, ...recorded]) {
    const figures = component(scope, name, computed.includes(name));
    if (figures !== undefined) found.push(figures);
    yield;
  }
  return found;
}

/** Undefined if no row has it. */
function component(scope: Scope, name: string, isComputed: boolean): ComponentFigures | undefined {
  const { table } = scope;
  const part = isComputed ? table.parts.value(name) : undefined;
  const of = (row: number): number => (isComputed ? (part?.get(row) ?? Number.NaN) : table.components.value(name, row));
  const found = scope.mean(of);
  if (found === undefined) return undefined;
  // The scale is that of the run: under a filter it stays the same.
  const values = new Scope(scope.run, scope.run.all).values(of);
  const seen = { low: smallest(values), high: -smallest(values.map((value) => -value)) };
  const possible = table.parts.range(name);
  const range = isComputed && possible !== undefined ? { low: possible.min, high: possible.max } : seen;
  const field = componentField(name);
  return {
    name,
    mean: found,
    range,
    computed: isComputed,
    notFinite: isComputed ? 0 : scope.count((row) => table.components.isNull(name, row)),
    atMost: {
      name: "at the most",
      filter: field && `${field}>=${range.high}`,
      figure: scope.share((row) => (Number.isFinite(of(row)) ? of(row) >= range.high - tolerance : undefined)),
    },
  };
}

function smallest(values: readonly number[]): number {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return least;
}

/** Undefined if no row has such a number. */
export function histogramOf(scope: Scope, field: string, of: (row: number) => number): Histogram | undefined {
  const values = scope.values(of);
  if (values.length === 0) return undefined;
  const bars = histogram(values);
  return {
    title: field,
    mean: mean(values),
    n: values.length,
    bars: bars.map((bar, i) => ({ ...bar, filter: rangeTerm(field, bar.from, bar.to, i === bars.length - 1) })),
  };
}

/** A recorded reward this close to the computed one is the same: dumps round to four decimals. */
const recordedTolerance = 1e-4;

function recordedOf(scope: Scope): RunSummary["recorded"] {
  const { table } = scope;
  let [same, other] = [0, 0];
  for (const row of scope.rows) {
    const difference = Math.abs(table.computed.get(row) - table.recorded.get(row));
    if (Number.isNaN(difference)) continue;
    if (difference <= recordedTolerance) same++;
    else other++;
  }
  return same + other === 0 ? undefined : { same, other };
}
