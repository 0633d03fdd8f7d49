import { rulesByCategory } from "./list";
import type { Cause } from "./rule";

/** The cause that each category's rules have unless a rule sets its own `cause`. */
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
  prose: "reasoning",
  records: "record",
};

const byRule = new Map<string, Cause>(
  (Object.keys(ofCategory) as (keyof typeof rulesByCategory)[]).flatMap((category) =>
    rulesByCategory[category].map(({ id, cause }) => [id, cause ?? ofCategory[category]] as const),
  ),
);

/** The cause, in people's terms, that a rule belongs to; "record" for a rule that is not ours. */
export function causeOf(rule: string): Cause {
  return byRule.get(rule) ?? "record";
}
