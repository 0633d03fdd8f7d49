import { tagsOf } from "../model/role";
import { boxedAnswer } from "./components/boxedAnswer";
import { exactAnswer } from "./components/exactAnswer";
import { agreeing } from "./components/expression";
import { format } from "./components/format";
import type { FileReward } from "./recognition/fileReward";
import type { Component, Earned } from "./shape/component";
import { isFailure, type RewardSource } from "./shape/reward";

/** Something that rewards pay for and that can be computed without a reward: unweighted, 0 or 1. */
export type ComputedPart = Pick<Earned, "id" | "title" | "value" | "detail" | "spans">;

/**
 * What can be computed for a sample without a known reward. If functions explain recorded parts of it, that is what
 * they give, by the parts' names. Else it is whether the sample's blocks follow the profile's layout, and whether its
 * answer is the ground truth's. Nobody says what any of it was worth in training.
 *
 * @param paid what is known about the rewards that the sample's file records
 */
export function computedParts(source: RewardSource, paid?: FileReward): readonly ComputedPart[] {
  const { sample, profile } = source;
  if (!sample.rewarded || sample.unanswered) return [];
  if (paid !== undefined && paid.columns.length > 0) return explainedParts(source, paid);
  const computed: Component[] = [];
  if (profile.layouts.length > 0) computed.push(format);
  if (tagsOf(profile, "answer").length > 0) computed.push(exactAnswer);
  if (sample.completion.text.includes("\\boxed{")) computed.push(boxedAnswer);
  return computed.flatMap((component) => {
    const earned = component.earn(source, {}, {});
    return earned === undefined || isFailure(earned) ? [] : earned;
  });
}

function explainedParts(source: RewardSource, { columns }: FileReward): readonly ComputedPart[] {
  return columns.flatMap(({ name, agrees }) => {
    const earned = agreeing.earn(source, { sums: agrees.map((preset) => [preset]) }, {});
    const [part] = earned === undefined || isFailure(earned) ? [] : earned;
    if (part === undefined) return [];
    const { value, spans, detail } = part;
    return { id: name, title: name, value, spans, detail: [`By ${agrees.join(" or ")}.`, ...detail] };
  });
}
