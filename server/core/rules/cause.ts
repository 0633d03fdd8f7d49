import { rulesByCategory } from "./list";
import type { Cause } from "./rule";

/** What a category's rules speak of, where a rule does not say otherwise by its `cause`. */
const ofCategory: Readonly<Record<keyof typeof rulesByCategory, Cause>> = {
  structure: "tags and format",
  rewards: "reward",
  calls: "malformed calls",
  groundTruth: "wrong calls",
  truncation: "cut off",
  template: "template",
  verdicts: "verdict",
  rubrics: "rubric",
  quotes: "quotes",
  records: "record",
};

const byRule = new Map<string, Cause>(
  (Object.keys(ofCategory) as (keyof typeof rulesByCategory)[]).flatMap((category) =>
    rulesByCategory[category].map(({ id, cause }) => [id, cause ?? ofCategory[category]] as const),
  ),
);

/** The family that a person means by a rule; of a rule that is none of ours, the record. */
export function causeOf(rule: string): Cause {
  return byRule.get(rule) ?? "record";
}
