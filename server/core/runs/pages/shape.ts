import type { Run } from "../run";
import type { RunTable } from "../table/runTable";
import type { RunKind, RunShape, ShapeComponent } from "./page";

/** What there is to show of a run. */
export function shapeOf(run: Run): RunShape {
  const { table } = run;
  const seen = new Extremes();
  const recorded = new Extremes();
  const turns = new Extremes();
  let [isComputed, isRecorded, hasAdvantages, hasCalls, hasToolErrors] = [false, false, false, false, false];
  const steps = new Set<number>();
  let rollouts = 0;
  for (const row of run.all) {
    if (table.isRollout(row)) rollouts++;
    seen.add(table.reward(row));
    recorded.add(table.recorded.get(row));
    turns.add(table.turns.get(row) ?? Number.NaN);
    isComputed ||= !Number.isNaN(table.computed.get(row));
    isRecorded ||= !Number.isNaN(table.recorded.get(row));
    hasAdvantages ||= !Number.isNaN(table.advantage.get(row));
    hasCalls ||= (table.calls.get(row) ?? 0) > 0;
    hasToolErrors ||= (table.toolErrors.get(row) ?? 0) > 0;
    const step = table.step.get(row);
    if (!Number.isNaN(step)) steps.add(step);
  }
  const groups = run.groups.groups.filter(({ rows }) => rows.length > 1);
  const sizes = new Set(groups.map(({ rows }) => rows.length));
  const components = componentsOf(run);
  return {
    kind: kindOf(table, {
      hasReward: seen.isUsed,
      hasGroups: groups.length > 0,
      components,
      most: turns.most,
      hasCalls,
    }),
    samples: run.all.length,
    rollouts,
    steps: steps.size,
    files: table.file.dictionary.names.length,
    models: table.model.dictionary.names.length,
    categories: table.category.dictionary.names.length,
    groups: groups.length,
    groupSize: sizes.size === 1 ? [...sizes][0] : undefined,
    rewards: seen.isUsed ? possible(table, seen) : undefined,
    isComputed,
    isRecorded: isComputed && isRecorded,
    hasAdvantages,
    components,
    hasCalls,
    hasFindings: table.rule.dictionary.names.length > 0,
    hasToolErrors,
    hasQuotes: [...table.judge.quotes.values()].some(({ isUsed }) => isUsed),
    turns: turns.isUsed ? turns.most : 0,
  };
}

class Extremes {
  least = Infinity;
  most = -Infinity;

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
  }

  get isUsed(): boolean {
    return this.most >= this.least;
  }
}

/** The possible range, widened to include what was seen: a recorded reward need not stay within it. */
function possible({ least, best }: RunTable, seen: Extremes): { least: number; most: number } {
  return {
    least: Math.min(seen.least, ...least.distinct),
    most: Math.max(seen.most, ...best.distinct),
  };
}

function componentsOf({ table, all }: Run): ShapeComponent[] {
  const { parts, components } = table;
  const own = parts.ids.flatMap((name): ShapeComponent[] => {
    const range = parts.range(name);
    return range === undefined ? [] : [{ name, least: range.min, most: range.max, isPart: true }];
  });
  if (own.length > 0) return own;
  return components.names.map((name): ShapeComponent => {
    const values = new Extremes();
    for (const row of all) values.add(components.value(name, row));
    return { name, least: values.isUsed ? values.least : 0, most: values.isUsed ? values.most : 0, isPart: false };
  });
}

interface Known {
  readonly hasReward: boolean;
  readonly hasGroups: boolean;
  readonly hasCalls: boolean;
  readonly components: readonly ShapeComponent[];
  /** Turns of the longest conversation. */
  readonly most: number;
}

function kindOf(table: RunTable, { hasReward, hasGroups, hasCalls, components, most }: Known): RunKind {
  if (table.judge.isUsed) return "judges";
  if (hasReward || hasGroups) return "rollouts";
  if (components.length > 0) return "evaluation";
  return hasCalls && most > 3 ? "trajectories" : "chat";
}
