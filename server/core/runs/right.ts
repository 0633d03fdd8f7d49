import type { Filter } from "../filters/filter";
import { rowTest, type RowContext } from "./rows/rowTest";
import type { RunTable } from "./table/runTable";

/** What a run counts as right, as a test and in words. */
export interface RightTest {
  /** Undefined if nothing says: no reward, no verdict, no gold label. */
  isRight(row: number): boolean | undefined;
  /** "reward is 4, the most that is possible". */
  readonly words: string;
  /** The least reward of a right rollout; undefined if something else decides, or if it differs by sample. */
  readonly threshold: number | undefined;
}

/** Names under which programs record whether an answer was right, as 1 or 0. */
const accuracies = ["acc", "accuracy", "correct", "is_correct", "exact_match", "pass", "success", "resolved"];

/** A reward this close to the maximum counts as the maximum: rewards are logged as 32-bit floats. */
const tolerance = 1e-6;

/**
 * What counts as right by default: a judge's verdict is gold, `acc` is 1, the reward is the maximum that is possible, or,
 * where there is no reward, the only score that is recorded is 1, as of an evaluation by one scorer.
 *
 * @param besides the runs with which this one is compared: right means the same in all of them
 */
export function usualRight(table: RunTable, besides: readonly RunTable[] = []): RightTest {
  const tables = [table, ...besides];
  const accuracy =
    accuracies.find((name) => tables.every(({ components }) => components.names.includes(name))) ?? onlyGrade(tables);
  const threshold = accuracy === undefined && !table.judge.isUsed ? mostPossible(table, besides) : undefined;
  const of = (row: number): boolean | undefined => {
    if (table.judge.has(row)) return judgedRight(table, row);
    if (accuracy !== undefined) {
      const value = table.components.value(accuracy, row);
      return Number.isNaN(value) ? undefined : value >= 1;
    }
    const computed = table.computed.get(row);
    // The possible maximum depends on the ground truth.
    if (!Number.isNaN(computed)) return computed >= table.best.get(row) - tolerance;
    const shown = table.reward(row);
    return Number.isNaN(shown) || threshold === undefined ? undefined : shown >= threshold - tolerance;
  };
  const words = table.judge.isUsed
    ? "the verdict is the gold label"
    : accuracy !== undefined
      ? `the recorded ${accuracy} is 1`
      : threshold === undefined && table.best.distinct.length === 0
        ? "nothing says what is right"
        : `the reward is the most that ${table.best.distinct.length > 0 ? "is possible" : `was recorded${besides.length > 0 ? " in any of the runs compared" : ""}`}`;
  return { isRight: of, words, threshold };
}

/** The only component of runs without a reward, if it is a grade: 0, ½ or 1 everywhere. */
function onlyGrade(tables: readonly RunTable[]): string | undefined {
  const [name] = tables[0]?.components.names ?? [];
  if (name === undefined) return undefined;
  const isOnly = tables.every(({ components, computed, recorded, judge }) => {
    const isAlone = components.names.length === 1 && components.names[0] === name;
    return isAlone && !computed.isUsed && !recorded.isUsed && !judge.isUsed;
  });
  const isGrade = (value: number): boolean => Number.isNaN(value) || value === 0 || value === 0.5 || value === 1;
  return isOnly && tables.every(({ components, all }) => all.every((row) => isGrade(components.value(name, row))))
    ? name
    : undefined;
}

/** What a person defines as right: a filter on one sample's fields. A sample without a field in the filter is wrong. */
export function rightBy(filter: Filter, written: string, table: RunTable): RightTest {
  const nothing: RowContext = {
    isRight: () => undefined,
    isDead: () => false,
    isFlipped: () => false,
    hasWords: () => false,
  };
  const threshold =
    filter.kind === "number" && filter.field === "reward" && filter.op === ">=" ? filter.value : undefined;
  return { isRight: rowTest(filter, table, nothing), words: written, threshold };
}

/** By the reading that decides the reward, else by the author's meaning of the verdict. No verdict is wrong. */
function judgedRight(table: RunTable, row: number): boolean | undefined {
  const gold = table.judge.gold.get(row);
  const verdict = table.judge.decisive(row);
  if (gold === undefined || verdict === undefined) {
    const result = table.judge.result.get(row);
    return Number.isNaN(result) ? undefined : result === 1;
  }
  return verdict === gold;
}

/** Do two runs count the same as right? Otherwise their shares of right samples cannot be compared. */
export function meansTheSame(one: RightTest, other: RightTest): boolean {
  return one.words === other.words && one.threshold === other.threshold;
}

/**
 * Undefined if no row has a reward, if the possible maximum differs by sample, or if it is known only of other runs:
 * recorded rewards may be on another scale.
 */
function mostPossible(table: RunTable, besides: readonly RunTable[]): number | undefined {
  const [best, ...others] = table.best.distinct;
  if (best !== undefined) return others.length === 0 ? best : undefined;
  if (besides.some((other) => other.best.distinct.length > 0)) return undefined;
  let most = -Infinity;
  for (const { all, recorded } of [table, ...besides]) {
    for (const row of all) {
      const reward = recorded.get(row);
      if (reward > most) most = reward;
    }
  }
  return Number.isFinite(most) ? most : undefined;
}
