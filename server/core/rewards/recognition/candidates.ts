import type { InSteps } from "../../host/inSteps";
import { isAbsent } from "../../expressions/absent";
import { evaluate } from "../../expressions/evaluate";
import type { Scored } from "../../expressions/scored";
import { presetReward, presetRewardNames, type PresetReward } from "../presets";

/** One scored record of a file: what a reward sees of it, and the recorded value. */
export interface RecordedValue {
  readonly record: Scored;
  readonly value: number;
}

/**
 * What a preset, or a sum of presets, gives for each record; undefined if it is undecided, null if it raises an error.
 */
export interface Candidate {
  /** Names of presets; several mean their sum. */
  readonly parts: readonly string[];
  readonly values: readonly (number | null | undefined)[];
}

/** The values of every preset, those known by the column's name first. */
export function presetCandidates(column: string, rows: readonly RecordedValue[]): readonly Candidate[] {
  const named = presetRewardNames.filter((name) => presetReward(name)?.columns.includes(column) === true);
  const others = presetRewardNames.filter((name) => !named.includes(name));
  return [...named, ...others].flatMap((name) => {
    const preset = presetReward(name);
    return preset === undefined ? [] : [{ parts: [name], values: rows.map(({ record }) => valueFor(preset, record)) }];
  });
}

/** Works out beforehand what every preset gives for these records: a step is one preset on one record. */
export function* valuesInSteps(records: readonly Scored[]): InSteps<undefined> {
  for (const name of presetRewardNames) {
    const preset = presetReward(name);
    if (preset === undefined) continue;
    for (const record of records) {
      valueFor(preset, record);
      yield;
    }
  }
  return undefined;
}

type Value = Candidate["values"][number];

/** What each preset gives for a record: a file's columns are compared with the same values. */
const known = new WeakMap<Scored, Map<string, Value>>();

function valueFor({ name, value }: PresetReward, record: Scored): Value {
  const values = known.get(record) ?? new Map<string, Value>();
  known.set(record, values);
  if (!values.has(name)) values.set(name, computed(value, record));
  return values.get(name);
}

function computed(node: PresetReward["value"], record: Scored): Value {
  const outcome = evaluate(node, record);
  if (!isAbsent(outcome)) return outcome;
  return outcome.absent === "undecided" ? undefined : null;
}

/**
 * Sums of two and three of one family with weights 1, as trainers add them.
 *
 * A part that is the same for every record is left out: no record could tell the sum with it from the one without,
 * except for a constant. Sums of two versions of one function are left out as well.
 */
export function sumCandidates(singles: readonly Candidate[]): readonly Candidate[] {
  const families = new Map<string, Candidate[]>();
  for (const single of singles) {
    const name = single.parts[0] ?? "";
    if (new Set(single.values).size < 2) continue;
    const family = families.get(familyOf(name)) ?? [];
    family.push(single);
    families.set(familyOf(name), family);
  }
  return [...families.values()].flatMap((family) =>
    [...combinations(family, 2), ...combinations(family, 3)]
      .filter((parts) => new Set(parts.map(({ parts: [name = ""] }) => functionOf(name))).size === parts.length)
      .map(sumOf),
  );
}

/** `open-r1` of `open-r1/format@2025-02-08`. */
function familyOf(name: string): string {
  return name.split("/")[0] ?? name;
}

function functionOf(name: string): string {
  return name.split("@")[0] ?? name;
}

function sumOf(parts: readonly Candidate[]): Candidate {
  const count = parts[0]?.values.length ?? 0;
  const values = Array.from({ length: count }, (_, row) => {
    let sum: number | null | undefined = 0;
    for (const { values } of parts) {
      const value: number | null | undefined = values[row];
      if (value === null || value === undefined) return value;
      sum += value;
    }
    return sum;
  });
  return { parts: parts.flatMap(({ parts: names }) => names), values };
}

function combinations<T>(from: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return from.flatMap((first, i) => combinations(from.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}
