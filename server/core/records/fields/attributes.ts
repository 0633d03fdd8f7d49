import { endsAtLimit } from "../../model/finishReason";
import type { SampleAttributes } from "../../model/sample";
import { isObject, type JsonField } from "../json/jsonField";

type Given = { readonly [K in keyof SampleAttributes]?: SampleAttributes[K] | undefined };

/**
 * Attributes without those that the record does not give. They are copied one by one, because a loop over names takes
 * longer than everything else that is done for most records.
 */
export function attributes(given: Given): SampleAttributes {
  const { id, profile, gold, otherGold, step, group, model, score, result, off } = given;
  const { components, advantage, category, finishReason, truncated } = given;
  const kept: { -readonly [K in keyof SampleAttributes]: SampleAttributes[K] } = {};
  if (id !== undefined) kept.id = id;
  if (profile !== undefined) kept.profile = profile;
  if (gold !== undefined) kept.gold = gold;
  if (otherGold !== undefined) kept.otherGold = otherGold;
  if (step !== undefined) kept.step = step;
  if (group !== undefined) kept.group = group;
  if (model !== undefined) kept.model = model;
  if (score !== undefined) kept.score = score;
  if (result !== undefined) kept.result = result;
  if (off !== undefined) kept.off = off;
  if (components !== undefined) kept.components = components;
  if (advantage !== undefined) kept.advantage = advantage;
  if (category !== undefined) kept.category = category;
  if (finishReason !== undefined) kept.finishReason = finishReason;
  if (endsAtLimit(finishReason)) kept.truncated = true;
  else if (truncated !== undefined) kept.truncated = truncated;
  return kept;
}

/** The numbers of an object by name, null if one is null or NaN; undefined if it has none. */
export function numbersOf(
  field: JsonField | undefined,
  isMeant: (name: string) => boolean = () => true,
): Readonly<Record<string, number | null>> | undefined {
  if (field === undefined || !isObject(field.value)) return undefined;
  const found: [string, number | null][] = [];
  for (const name of Object.keys(field.value)) {
    if (found.length >= maxComponents) break;
    if (!isMeant(name)) continue;
    const value = field.value[name];
    if (typeof value === "boolean") found.push([name, Number(value)]);
    else if (typeof value === "number") found.push([name, Number.isFinite(value) ? value : null]);
  }
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** The most reward components of a record. More than that is other data. */
const maxComponents = 200;

/** A training step, which some writers give as text. */
export function stepOf(field: JsonField | undefined): number | undefined {
  const text = field?.string;
  return text === undefined ? field?.number : /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The fields by which records of any writer name themselves, the first that a record has. */
export const idFields = ["id", "sample_id", "request_id", "uuid"] as const;

/**
 * The attributes of a dialogue's earlier turns: without what the record says of the whole dialogue (a score, a result, a
 * gold label), which belongs to its last turn.
 */
export function ofEarlierTurn(given: SampleAttributes | undefined): SampleAttributes {
  return attributes({
    ...given,
    gold: undefined,
    otherGold: undefined,
    score: undefined,
    result: undefined,
    components: undefined,
    advantage: undefined,
    finishReason: undefined,
    truncated: undefined,
  });
}

/** The attributes that many formats write under the same names. */
export function commonAttributes(record: JsonField): Given {
  return {
    id: record.first(...idFields)?.label,
    step: stepOf(record.first("step", "global_step")),
    group: record.first("uid", "group", "group_id")?.label,
    model: record.first("model", "model_name")?.string,
    score: record.first("score", "reward")?.number,
    finishReason: record.first("finish_reason", "stop_reason")?.string,
    truncated: truncatedIn(record),
  };
}

/** Whether a record says that its trace was cut off at a limit of length. */
export function truncatedIn(record: JsonField): true | undefined {
  return record.get("is_truncated")?.value === true ? true : undefined;
}
