import type { Facts } from "../../facts/facts";
import { isFailure, whyUnscorable, type RewardFailure } from "../../rewards";
import { sampleRule } from "../rule";

/** Ground truths on which the official scorer stops. */
export const groundTruthUnscorable = sampleRule({
  id: "ground-truth-unscorable",
  summary: "A ground truth on which the official scorer stops with an error.",
  severity: "error",
  cause: "record",
  check({ facts, report }) {
    const error = failureOf(facts);
    if (error?.location === undefined) return;
    report({ ...error.location, message: error.message });
  },
});

function failureOf(facts: Facts): RewardFailure["error"] | undefined {
  const { sample, profile, reward } = facts;
  if (reward !== undefined) return isFailure(reward) ? reward.error : undefined;
  // A record of training data has a ground truth and no completion: nothing is scored yet, but it will be.
  return sample.groundTruth && whyUnscorable(profile.reward, sample.groundTruth)?.error;
}
