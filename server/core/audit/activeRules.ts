import type { Severity } from "../model/finding";
import type { Profile, RuleSetting } from "../model/profile";
import { tagsOf } from "../model/role";
import { textProfile } from "../profiles/neutral";
import type { Rule, SampleRule, TraceRule } from "../rules/rule";
import { formsRead } from "../verdicts/forms/form";

/** Which rules run, and the severity of their findings if someone set it. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** A rule that runs, and the severity set for its findings; undefined for the rule's own. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly setting: Severity | undefined;
  /** The rule's check, by what it looks at; neither for a rule on the record itself. */
  readonly ofTrace: TraceRule["check"] | undefined;
  readonly ofSample: SampleRule["check"] | undefined;
  readonly needsEnd: boolean;
  readonly ofEarlierTexts: boolean;
}

/** The rules that run on samples of a profile. The user's settings take precedence over the profile's. */
export function activeRules(rules: readonly Rule[], settings: RuleSettings, profile: Profile): readonly ActiveRule[] {
  const mayJudge = tagsOf(profile, "verdict").length > 0 || formsRead(profile.readers).length > 0;
  return rules.flatMap((rule) => {
    if ((profile === textProfile && !rule.anyText) || (rule.ofJudges && !mayJudge)) return [];
    const setting = settings[rule.id] ?? profile.rules[rule.id];
    return setting === "off" ? [] : [activeRule(rule, setting)];
  });
}

/** All are made here, so that V8 knows one kind of object: finding the checks took longer than most checks take. */
function activeRule(rule: Rule, setting: Severity | undefined): ActiveRule {
  return {
    rule,
    setting,
    ofTrace: rule.scope === "trace" ? rule.check : undefined,
    ofSample: rule.scope === "sample" ? rule.check : undefined,
    needsEnd: rule.needsEnd,
    ofEarlierTexts: rule.ofEarlierTexts,
  };
}
