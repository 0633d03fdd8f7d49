import type { Severity } from "../model/finding";
import type { Profile, RuleSetting } from "../model/profile";
import { textProfile } from "../profiles/neutral";
import type { Rule } from "../rules/rule";

/** Which rules run, and the severity of their findings if someone set it. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** A rule that runs, and the severity set for its findings; undefined for the rule's own. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly setting: Severity | undefined;
}

/** The rules that run on samples of a profile. The user's settings take precedence over the profile's. */
export function activeRules(rules: readonly Rule[], settings: RuleSettings, profile: Profile): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    if (profile === textProfile && !rule.anyText) return [];
    const setting = settings[rule.id] ?? profile.rules[rule.id];
    return setting === "off" ? [] : [{ rule, setting }];
  });
}
