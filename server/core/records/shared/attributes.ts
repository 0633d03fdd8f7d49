import type { SampleAttributes } from "../../model/sample";
import type { JsonField } from "../json/jsonField";

type Given = { readonly [K in keyof SampleAttributes]?: SampleAttributes[K] | undefined };

/**
 * Attributes without those that the record does not give. One by one: a loop over names takes longer than all else that
 * is done for most records.
 */
export function attributes(given: Given): SampleAttributes {
  const { id, profile, gold, step, group, model, score, result, off } = given;
  const kept: { -readonly [K in keyof SampleAttributes]: SampleAttributes[K] } = {};
  if (id !== undefined) kept.id = id;
  if (profile !== undefined) kept.profile = profile;
  if (gold !== undefined) kept.gold = gold;
  if (step !== undefined) kept.step = step;
  if (group !== undefined) kept.group = group;
  if (model !== undefined) kept.model = model;
  if (score !== undefined) kept.score = score;
  if (result !== undefined) kept.result = result;
  if (off !== undefined) kept.off = off;
  return kept;
}

/** The attributes that many formats write under the same names. */
export function commonAttributes(record: JsonField): Given {
  return {
    id: record.first("id", "sample_id", "request_id", "uuid")?.label,
    step: record.first("step", "global_step")?.number,
    group: record.first("uid", "group", "group_id")?.label,
    model: record.first("model", "model_name")?.string,
    score: record.first("score", "reward")?.number,
  };
}
