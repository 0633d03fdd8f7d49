import { advantageTolerance, explainAdvantages, estimators } from "../../statistics/estimators";
import { proportion, type Proportion } from "../../statistics/proportion";
import { isDead, groupSignal, type GroupSignal } from "../../statistics/signal";
import { sampleDeviation } from "../../statistics/spread";
import type { Sentence } from "../figures/figure";
import type {
  GroupChoice,
  GroupDetail,
  GroupFigures,
  GroupLine,
  GroupList,
  GroupState,
  Rollout,
} from "../figures/groups";
import { nameTerm } from "../filterText";
import type { Scope } from "../scope";
import { count, fixed, percent, plural } from "../words";
import { inferredWeights } from "./inferredWeights";

/** Rewards that differ by no more than this are equal: they are logged as 32-bit floats. */
const tolerance = 1e-6;
/** Maximum number of groups in the list, those with the widest spread. */
const maxListed = 2000;
/** Maximum number of rows to list that no estimator explains. */
const maxNamed = 1000;

/** Rollouts of each group that pass the filter. */
function membersOf({ run, table, rows }: Scope): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const number = run.groups.numberOf(row);
    if (number === undefined || !table.isRollout(row)) continue;
    const known = members.get(number);
    if (known === undefined) members.set(number, [row]);
    else known.push(row);
  }
  return members;
}

/** How much the run can learn from its groups; undefined if none has two rollouts, or nothing is known about them. */
export function groupFigures(scope: Scope): GroupFigures | undefined {
  const { table, run } = scope;
  const groups = [...membersOf(scope).values()];
  const rewarded = groups
    .map((rows) => rows.filter((row) => Number.isFinite(table.reward(row))))
    .filter((rows) => rows.length > 0);
  const signal = signalOf(scope, rewarded);
  const whole = groups.filter((rows) =>
    rows.every((row) => Number.isFinite(table.reward(row)) && !Number.isNaN(table.advantage.get(row))),
  );
  const explained = explainAdvantages(
    whole.map((rows) => ({
      rewards: rows.map((row) => table.reward(row)),
      advantages: rows.map((row) => table.advantage.get(row)),
    })),
  );
  const recordedRows = whole.reduce((sum, rows) => sum + rows.length, 0);
  const inferred = recordedRows === 0 ? inferredWeights(scope, groups) : undefined;
  if (signal.groups === 0 && inferred === undefined) return undefined;
  const figures: Omit<GroupFigures, "sentences"> = {
    signal,
    right: run.right.words,
    recorded:
      recordedRows === 0
        ? undefined
        : {
            estimator: explained.estimator && { id: explained.estimator.id, title: explained.estimator.title },
            telling: explained.telling,
            explained: recordedRows - explained.unexplained.length,
            unexplained: explained.unexplained
              .slice(0, maxNamed)
              .map(({ group, rollout }) => whole[group]?.[rollout] ?? 0),
          },
    weights: inferred?.weights,
    residual: inferred?.residual,
  };
  return { ...figures, sentences: sentences(figures) };
}

/** If something other than one threshold says what is right, dead groups are split by that. */
function signalOf({ table, run }: Scope, groups: readonly (readonly number[])[]): GroupSignal {
  const rewards = groups.map((rows) => rows.map((row) => table.reward(row)));
  const { threshold } = run.right;
  if (threshold !== undefined) return groupSignal(rewards, threshold - tolerance);
  const signal = groupSignal(rewards, Infinity);
  const dead = groups.filter((rows, i) => rows.length > 1 && isDead(rewards[i] ?? []));
  const all = (is: boolean): Proportion =>
    proportion(dead.filter((rows) => rows.every((row) => run.isRight(row) === is)).length, signal.groups);
  return { ...signal, allRight: all(true), allWrong: all(false) };
}

function sentences({ signal, right, recorded, weights, residual }: Omit<GroupFigures, "sentences">): Sentence[] {
  const { dead, allRight, allWrong, groups, singles, effectiveBatch, deadSamples } = signal;
  const said: Sentence[] = [];
  const single = singles === 0 ? "" : ` ${plural(singles, "group")} of one stand apart.`;
  if (groups > 0)
    said.push({
      lead: `${count(dead.k)} of ${plural(groups, "group")} (${percent(dead.value)}) are dead: all their rewards are the same.`,
      rest: `${count(allRight.k)} are all right and ${count(allWrong.k)} all wrong (right: ${right}). What counts is ${count(effectiveBatch)} of ${plural(deadSamples.n, "sample")}.${single}`,
      filter: "dead",
    });
  if (signal.variance !== undefined) {
    const { within, between } = signal.variance;
    const rest = `${fixed(between, 4)} lies between prompts; once nothing is left within, nothing more is learnt from them.`;
    said.push({ lead: `The variance within groups is ${fixed(within, 4)},`, rest, filter: undefined });
  }
  if (recorded !== undefined) {
    const all = recorded.explained + recorded.unexplained.length;
    const lead =
      recorded.estimator === undefined
        ? recorded.telling === 0
          ? "No estimator can be told from the recorded advantages: no group of them has rewards that differ."
          : `No known estimator gives the recorded advantages of the ${plural(recorded.telling, "sample")} whose groups have rewards that differ.`
        : `The recorded advantages are those of ${recorded.estimator.title}${recorded.explained === all ? "" : `, but for ${plural(all - recorded.explained, "sample")}`}.`;
    said.push({ lead, rest: "", filter: undefined });
  }
  if (weights !== undefined) {
    const listed = weights.map(({ name, weight }) => `${name} ${fixed(weight, 3)}`).join(", ");
    const rest = `They follow from the advantages up to one factor; the residual is ${fixed(residual ?? 0, 4)}.`;
    said.push({ lead: `Weights, inferred: ${listed}.`, rest, filter: undefined });
  }
  return said;
}

/** The groups of two and more, or those of one state, the widest spread first. */
export function groupList(scope: Scope, choice: GroupChoice = "all"): GroupList {
  const lines: GroupLine[] = [];
  let singles = 0;
  for (const [number, rows] of membersOf(scope)) {
    if (rows.length < 2) singles++;
    else lines.push(lineOf(scope, number, rows));
  }
  const counts = { mixed: 0, "all right": 0, "all wrong": 0, "all the same": 0, "no reward": 0 };
  for (const { state } of lines) counts[state]++;
  const chosen = choice === "all" ? lines : lines.filter(({ state }) => state === choice);
  chosen.sort((a, b) => b.deviation - a.deviation || a.number - b.number);
  return { groups: chosen.slice(0, maxListed), more: Math.max(0, chosen.length - maxListed), counts, singles };
}

function lineOf({ table, run }: Scope, number: number, rows: readonly number[]): GroupLine {
  const rewards = run.groups.rewardsOf(rows);
  const [first = 0] = rows;
  const step = table.step.get(first);
  const group = table.group.get(first) ?? "";
  return {
    number,
    group,
    question: run.question(first),
    step: Number.isNaN(step) ? undefined : step,
    rewards,
    deviation: sampleDeviation(rewards),
    state: stateOf(
      rewards,
      rows.map((row) => run.isRight(row)),
    ),
    filter: [nameTerm("group", group), ...(Number.isNaN(step) ? [] : [`step=${step}`])].join(" "),
  };
}

function stateOf(rewards: readonly number[], right: readonly (boolean | undefined)[]): GroupState {
  if (rewards.length < 2) return "no reward";
  if (!isDead(rewards)) return "mixed";
  if (right.every((is) => is === true)) return "all right";
  return right.every((is) => is === false) ? "all wrong" : "all the same";
}

/**
 * A group with its rollouts side by side; undefined if there is no group of that number.
 *
 * @param recorded what is known of the recorded advantages of the run
 */
export function groupDetail(
  scope: Scope,
  number: number,
  recorded = groupFigures(scope)?.recorded,
): GroupDetail | undefined {
  const { table, run } = scope;
  const rows = run.groups.groups[number]?.rows;
  if (rows === undefined) return undefined;
  const rewards = rows.map((row) => table.reward(row));
  const isWhole = rewards.every((reward) => Number.isFinite(reward));
  const byEstimator = isWhole ? estimators.map(({ id, of }) => ({ id, given: of(rewards) })) : undefined;
  const estimator = recorded?.estimator?.id;
  const rollouts = rows.map((row, i): Rollout => {
    const advantage = table.advantage.get(row);
    const given = byEstimator?.map(({ id, given: all }) => [id, all[i] ?? 0] as const);
    const own = byEstimator?.find(({ id }) => id === estimator)?.given[i];
    const reward = rewards[i] ?? Number.NaN;
    return {
      row,
      reward: Number.isFinite(reward) ? reward : undefined,
      advantage: Number.isNaN(advantage) ? undefined : advantage,
      advantages: given && (Object.fromEntries(given) as Rollout["advantages"]),
      explained:
        Number.isNaN(advantage) || own === undefined ? undefined : Math.abs(own - advantage) <= advantageTolerance,
      length: table.size.get(row) ?? 0,
      calls: table.calls.get(row) ?? 0,
      findings: table.findingsOf(row),
    };
  });
  const ranked = rollouts.filter(({ reward }) => reward !== undefined);
  ranked.sort((a, b) => (b.reward ?? 0) - (a.reward ?? 0) || a.row - b.row);
  return { ...lineOf(scope, number, rows), rollouts, best: ranked[0]?.row, worst: ranked.at(-1)?.row };
}
