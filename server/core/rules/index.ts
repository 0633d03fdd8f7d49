import { rulesByCategory } from "./list";
import type { Rule } from "./rule";

export { causeOf } from "./cause";
export { notUnderstood } from "./records/not-understood";
export { unreadableRecord } from "./records/unreadable-record";

export type Category = keyof typeof rulesByCategory;

/** The folders of this room in the order of the documentation, with their titles. */
export const categories: Readonly<Record<Category, string>> = {
  structure: "Structure",
  rewards: "What the reward reads",
  calls: "Tool calls",
  groundTruth: "Calls against the ground truth",
  truncation: "Text that is cut off",
  template: "Templates and decoding",
  verdicts: "Verdicts",
  rubrics: "Rubrics",
  quotes: "Quotes",
  prose: "Prose",
  records: "Records",
};

/** The rules of a category. */
export function rulesOf(category: Category): readonly Rule[] {
  return rulesByCategory[category];
}

/** All rules, in the order of docs/rules/README.md. */
export const rules: readonly Rule[] = (Object.keys(categories) as Category[]).flatMap(rulesOf);

/** The rule with that id. */
export function ruleNamed(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
