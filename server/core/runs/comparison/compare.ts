import { binomialAtHalf } from "../../statistics/exactTests";
import { mean } from "../../statistics/spread";
import type { ComparedPrompt, ComparedRun, Comparison, McNemar } from "../figures/comparison";
import type { Mean, Sentence } from "../figures/figure";
import { meansTheSame } from "../right";
import { meanOf, type Scope } from "../scope";
import { rewardRange } from "../summary";
import { between, count, plural, rewardDigits, signed, fixed } from "../words";
import { changeOf, couldTell } from "./change";
import { otherQuestionWords } from "./otherQuestions";
import { pairUp, type Pairing, type PromptPair } from "./pairing";
import { rulesOf } from "./rules";

/** Rewards that differ by no more than this are equal: they are logged as 32-bit floats. */
const tolerance = 1e-6;
/** With fewer pairs the interval means little, which is said. */
const fewPairs = 20;
/** Maximum number of prompts in the list, those that changed most. */
const maxListed = 2000;

/** A run and its name. */
export interface NamedRun {
  readonly name: string;
  readonly scope: Scope;
}

/** Compares run B with run A; shares of right samples only if both count the same as right ({@link judgedAlike}). */
export function compare(a: NamedRun, b: NamedRun): Comparison {
  // Prompts of earlier turns hold what their rollout did: they are pairs of nothing.
  const pairing = pairUp(a.scope.rollouts, b.scope.rollouts);
  const prompts = pairing.pairs.flatMap((pair) => promptOf(a.scope, b.scope, pair));
  const changes = prompts.map(({ difference }) => difference);
  const figures: Omit<Comparison, "sentences"> = {
    a: comparedRun(a),
    b: comparedRun(b),
    by: pairing.by,
    pairs: pairing.pairs.length,
    unpaired: pairing.unpaired,
    otherQuestions: pairing.otherQuestions,
    difference: meanOf(changes.map((x) => ({ x, n: 1 }))),
    changed:
      changes.length === 0
        ? undefined
        : {
            worse: changes.filter((change) => change < -tolerance).length,
            same: changes.filter((change) => Math.abs(change) <= tolerance).length,
            better: changes.filter((change) => change > tolerance).length,
          },
    mcNemar: mcNemarOf(a.scope, b.scope, pairing),
    right: rightOf(a.scope, b.scope),
    rules: rulesOf(a.scope, b.scope, pairing),
    components: componentsOf(a.scope, b.scope),
    prompts: prompts.sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference)).slice(0, maxListed),
  };
  return { ...figures, sentences: sentences(figures, a, b) };
}

export function comparedRun({ name, scope }: NamedRun): ComparedRun {
  return { name, n: scope.rollouts.n, reward: scope.mean((row) => scope.table.reward(row)) };
}

/** The means of a prompt's rollouts; none if one of the runs has no reward for it. */
function promptOf(a: Scope, b: Scope, { a: rowsA, b: rowsB }: PromptPair): ComparedPrompt[] {
  const [rewardsA, rewardsB] = [a.run.groups.rewardsOf(rowsA), b.run.groups.rewardsOf(rowsB)];
  if (rewardsA.length === 0 || rewardsB.length === 0) return [];
  const [meanA, meanB] = [mean(rewardsA), mean(rewardsB)];
  const [[firstA = 0], [first = 0]] = [rowsA, rowsB];
  const step = a.table.step.get(firstA);
  const isBetter = meanB >= meanA;
  return [
    {
      question: b.run.question(first),
      rowsA,
      rowsB,
      step: Number.isNaN(step) ? undefined : step,
      rewardsA,
      rewardsB,
      furthest: { a: extremeOf(a, rowsA, !isBetter), b: extremeOf(b, rowsB, isBetter) },
      a: meanA,
      b: meanB,
      difference: meanB - meanA,
      rule: changedRule(a, b, rowsA, rowsB),
    },
  ];
}

/** The row with the most reward, or with the least; the first of several. */
function extremeOf({ table }: Scope, rows: readonly number[], isMost: boolean): number {
  const rewarded = rows.filter((row) => Number.isFinite(table.reward(row)));
  return rewarded.reduce((found, row) => {
    const difference = table.reward(row) - table.reward(found);
    return (isMost ? difference > 0 : difference < 0) ? row : found;
  }, rewarded[0] ?? 0);
}

/** The rule whose cost changed most. */
function changedRule(a: Scope, b: Scope, rowsA: readonly number[], rowsB: readonly number[]): ComparedPrompt["rule"] {
  const [before, after] = [costsOf(a, rowsA), costsOf(b, rowsB)];
  let most: ComparedPrompt["rule"];
  for (const rule of new Set([...before.keys(), ...after.keys()])) {
    const [x, y] = [before.get(rule), after.get(rule)];
    const cost = (y?.cost ?? 0) / rowsB.length - (x?.cost ?? 0) / rowsA.length;
    const rollouts = (y?.rollouts ?? 0) - (x?.rollouts ?? 0);
    if ((cost !== 0 || rollouts !== 0) && Math.abs(cost) > Math.abs(most?.cost ?? -1e-12)) {
      most = { id: rule, cost, rollouts };
    }
  }
  return most;
}

function costsOf({ table }: Scope, rows: readonly number[]): Map<string, { cost: number; rollouts: number }> {
  const costs = new Map<string, { cost: number; rollouts: number }>();
  for (const row of rows) {
    const lost = table.lost(row);
    for (const { rule, cost = 0 } of table.findingsOf(row)) {
      const known = costs.get(rule) ?? { cost: 0, rollouts: 0 };
      known.cost += Number.isNaN(lost) ? 0 : Math.min(cost, Math.max(0, lost));
      known.rollouts++;
      costs.set(rule, known);
    }
  }
  return costs;
}

/** Only if each prompt has one rollout in both: otherwise a pair of prompts is not a pair of answers. */
function mcNemarOf(a: Scope, b: Scope, { pairs }: Pairing): McNemar | undefined {
  if (!meansTheSame(a.run.right, b.run.right)) return undefined;
  if (pairs.length === 0 || pairs.some((pair) => pair.a.length > 1 || pair.b.length > 1)) return undefined;
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  let known = 0;
  for (const pair of pairs) {
    const [inA, inB] = [a.run.isRight(pair.a[0] ?? 0), b.run.isRight(pair.b[0] ?? 0)];
    if (inA === undefined || inB === undefined) continue;
    known++;
    counts[inA ? (inB ? "both" : "onlyA") : inB ? "onlyB" : "neither"]++;
  }
  return known === 0 ? undefined : { ...counts, p: binomialAtHalf(counts.onlyA, counts.onlyB) };
}

function rightOf(a: Scope, b: Scope): Comparison["right"] {
  if (!meansTheSame(a.run.right, b.run.right)) return undefined;
  const [ofA, ofB] = [a.run.shareRight(a.rows), b.run.shareRight(b.rows)];
  return ofA.n === 0 || ofB.n === 0 ? undefined : { a: ofA, b: ofB };
}

function componentsOf(a: Scope, b: Scope): Comparison["components"] {
  const names = [...a.table.parts.ids, ...a.table.components.names];
  return [...new Set(names)].flatMap((name) => {
    const [ofA, ofB] = [componentMean(a, name), componentMean(b, name)];
    return ofA === undefined || ofB === undefined ? [] : [{ name, a: ofA, b: ofB }];
  });
}

function componentMean(scope: Scope, name: string): Mean | undefined {
  const part = scope.table.parts.value(name);
  return scope.mean(part === undefined ? (row) => scope.table.components.value(name, row) : (row) => part.get(row));
}

function sentences(figures: Omit<Comparison, "sentences">, a: NamedRun, b: NamedRun): Sentence[] {
  const { by, pairs, unpaired, otherQuestions, difference, changed, mcNemar, rules } = figures;
  const digits = rewardDigits(rewardRange(a.scope));
  const said: Sentence[] = [];
  const means = [figures.a, figures.b].map(({ name, reward, n }) =>
    reward === undefined ? `${name}: no reward, n ${count(n)}` : `${name} ${meanInWords(reward, digits)}`,
  );
  if (by === "nothing") {
    said.push({
      lead: "Not paired: fewer than half of the samples have a partner.",
      rest: `${means.join("; ")}.`,
      filter: undefined,
    });
  } else if (difference !== undefined && changed !== undefined) {
    const { interval } = difference;
    const pairsKnown = plural(difference.clusters, "pair");
    const few = difference.clusters < fewPairs ? `, from ${pairsKnown} only` : "";
    const shown = interval === undefined ? "" : ` (95 % interval ${between(interval, digits)}${few})`;
    const verdict = { better: "better", worse: "worse", "not clear": "not clearly different" }[changeOf(difference)];
    const lead = couldTell(difference.clusters)
      ? `${b.name} is ${verdict}: ${signed(difference.value, digits)}${shown}.`
      : `${b.name} differs by ${signed(difference.value, digits)} in ${pairsKnown}: so few cannot tell whether it is better.`;
    const left =
      unpaired.a + unpaired.b === 0 ? "" : ` Without a partner: ${count(unpaired.a)} and ${count(unpaired.b)}.`;
    said.push({
      lead,
      rest: `${plural(pairs, "pair")} by ${by}: ${count(changed.worse)} worse, ${count(changed.same)} the same, ${count(changed.better)} better.${left}`,
      filter: undefined,
    });
  }
  if (otherQuestions > 0) {
    said.push({ lead: `${otherQuestionWords(otherQuestions)}:`, rest: "nothing was paired by it.", filter: undefined });
  }
  if (mcNemar !== undefined) {
    said.push({
      lead: `Right in one alone: ${count(mcNemar.onlyA)} in ${a.name}, ${count(mcNemar.onlyB)} in ${b.name}.`,
      rest: `McNemar's exact test: p = ${mcNemar.p.toPrecision(3)}; ${count(mcNemar.both)} right in both, ${count(mcNemar.neither)} in neither.`,
      filter: undefined,
    });
  }
  const [most] = rules.filter(({ change }) => change !== "not clear");
  if (most !== undefined) {
    said.push({
      lead: `${most.name} is ${most.change}: ${fixed((most.a.value ?? 0) * 100, 1)} % of the samples, then ${fixed((most.b.value ?? 0) * 100, 1)} %.`,
      rest: "",
      filter: most.filter,
    });
  }
  return said;
}

function meanInWords({ value, interval, n }: Mean, digits: number): string {
  const shown = interval === undefined ? "" : `, ${between(interval, digits)}`;
  return `${fixed(value, digits)} (n ${count(n)}${shown})`;
}
