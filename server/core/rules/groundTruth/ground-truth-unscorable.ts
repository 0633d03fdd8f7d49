import type { Facts } from "../../facts/facts";
import { isFailure, whyUnscorable, type RewardFailure } from "../../rewards";
import type { Span } from "../../text/span";
import { sampleRule } from "../rule";

/** Ground truths on which the official scorer fails. */
export const groundTruthUnscorable = sampleRule({
  id: "ground-truth-unscorable",
  summary: "A ground truth on which the official scorer stops with an error.",
  severity: "error",
  severities: "error, information where no reward compares calls",
  cause: "record",
  check({ facts, report }) {
    const error = failureOf(facts);
    if (error?.location !== undefined) report({ ...error.location, message: error.message });
    const why = whyNotCompared(facts);
    const { groundTruth } = facts.sample;
    if (why !== undefined && groundTruth !== undefined) {
      report({
        part: groundTruth,
        span: why.span,
        severity: "information",
        message: `The calls are not compared with this ground truth: ${why.text}. Expected are calls as the trace writes them, a JSON list of them, or BFCL's possible answers.`,
      });
    }
  },
});

/** Why calls are not compared with a ground truth that has calls, although no reward compares them. */
function whyNotCompared(facts: Facts): { readonly span: Span; readonly text: string } | undefined {
  const { sample } = facts;
  if (facts.paysFor("calls") || !sample.rewarded) return undefined;
  const { expected } = facts;
  if (expected === undefined) return undefined;
  if (expected.kind === "unreadable") {
    return facts.calls(sample.completion).length === 0
      ? undefined
      : { span: expected.span, text: `it is no JSON (${expected.why})` };
  }
  if (facts.callComparison !== undefined || facts.hasUnreadCalls) return undefined;
  return { span: { start: 0, end: 1 }, text: "there are too many of one tool" };
}

function failureOf(facts: Facts): RewardFailure["error"] | undefined {
  const { sample, profile, reward } = facts;
  if (reward !== undefined) return isFailure(reward) ? reward.error : undefined;
  // A record of training data has a ground truth and no completion: it is not scored yet, but it will be.
  return sample.groundTruth && whyUnscorable(profile.reward, sample.groundTruth)?.error;
}
