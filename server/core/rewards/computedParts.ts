import { tagsOf } from "../model/role";
import { boxedAnswer } from "./components/boxedAnswer";
import { exactAnswer } from "./components/exactAnswer";
import { format } from "./components/format";
import type { Component, Earned } from "./shape/component";
import { isFailure, type RewardSource } from "./shape/reward";

/** Something that rewards pay for and that can be computed without a reward: unweighted, 0 or 1. */
export type ComputedPart = Pick<Earned, "id" | "title" | "value" | "detail" | "spans">;

/**
 * What can be computed for a sample without a known reward: whether its blocks follow the profile's layout, and whether
 * its answer is the ground truth's. Nobody says what any of it was worth in training.
 */
export function computedParts(source: RewardSource): readonly ComputedPart[] {
  const { sample, profile } = source;
  if (!sample.rewarded || sample.unanswered) return [];
  const computed: Component[] = [];
  if (profile.layouts.length > 0) computed.push(format);
  if (tagsOf(profile, "answer").length > 0) computed.push(exactAnswer);
  if (sample.completion.text.includes("\\boxed{")) computed.push(boxedAnswer);
  return computed.flatMap((component) => {
    const earned = component.earn(source, {}, {});
    return earned === undefined || isFailure(earned) ? [] : earned;
  });
}
