import { sampleRule } from "../rule";
import { firstTag } from "./firstTag";

/** Recorded rewards that no reward known here explains; reported on a file's first scored trace. */
export const recordedByAnotherReward = sampleRule({
  id: "recorded-by-another-reward",
  summary: "No known reward gives the rewards that the file records.",
  severity: "information",
  cause: "record",
  anyText: true,
  check({ facts, sample, profile, report }) {
    const { paid } = facts;
    if (profile.reward !== null || paid === undefined || (paid.kind !== "none" && paid.kind !== "near")) return;
    if (paid.first.record !== sample.record || paid.first.trace !== sample.trace) return;
    report({
      span: firstTag(facts),
      message: `The recorded reward of this file ${paid.sentence}. So no reward is computed, and nothing is said about what a fault costs. If you know which reward the run used, name it in the profile.`,
    });
  },
});
