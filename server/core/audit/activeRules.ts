import type { Severity } from "../model/finding";
import type { Profile, RuleSetting } from "../model/profile";
import type { Rule } from "../rules/rule";

/** Which rules run, and how severe their findings are where someone said so. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** A rule that runs, and the severity that somebody set for its findings; undefined: as the rule says. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly setting: Severity | undefined;
}

/** The rules that run on samples of a profile: what people set counts before what the profile says. */
export function activeRules(rules: readonly Rule[], settings: RuleSettings, profile: Profile): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    const setting = settings[rule.id] ?? profile.rules[rule.id];
    return setting === "off" ? [] : [{ rule, setting }];
  });
}
