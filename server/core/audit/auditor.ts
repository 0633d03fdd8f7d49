import { Facts } from "../facts/facts";
import { RecentTexts } from "../quotes/recentTexts";
import type { Profile } from "../model/profile";
import type { RecordProblem } from "../model/record";
import type { Sample } from "../model/sample";
import { neutralNamed } from "../profiles/neutral";
import { inFormNamed } from "../profiles/verdictForm";
import { createTraceParser, type TraceParser } from "../parse/parseTrace";
import type { FileReward, RewardOptions } from "../rewards";
import { rules as allRules, unreadableRecord } from "../rules";
import type { RecordRule, Rule } from "../rules/rule";
import { messageLine } from "../text/printable";
import { activeRules, type ActiveRule, type RuleSettings } from "./activeRules";
import { auditSample, type AuditHost, type AuditResult } from "./auditSample";

export interface AuditorOptions {
  /** The available profiles. If two fit a file equally well, the earlier one is taken. */
  readonly profiles: readonly Profile[];
  readonly settings: RuleSettings;
  readonly host: AuditHost;
  /** The variant and step that rewards are computed with; each profile's own if absent. */
  readonly reward?: RewardOptions;
  /** The servers and trainers that the run itself uses. */
  readonly readers?: readonly string[];
  /** For tests: rules that replace the product's. */
  readonly rules?: readonly Rule[];
}

/** Profiles, rules and settings combined: all that auditing needs besides the samples. */
export class Auditor {
  readonly profiles: readonly Profile[];
  private readonly options: AuditorOptions;
  private readonly texts = new RecentTexts();
  private readonly parsers = new Map<Profile, TraceParser>();
  private readonly active = new WeakMap<Profile, readonly ActiveRule[]>();

  constructor(options: AuditorOptions) {
    this.options = options;
    this.profiles = options.profiles;
  }

  profileNamed(name: string): Profile | undefined {
    return (
      this.profiles.find((profile) => profile.name === name) ?? neutralNamed(name) ?? inFormNamed(name, this.profiles)
    );
  }

  parserOf(profile: Profile): TraceParser {
    let parser = this.parsers.get(profile);
    if (parser === undefined) {
      parser = createTraceParser(profile);
      this.parsers.set(profile, parser);
    }
    return parser;
  }

  /** The variant, step and preset that the user asked for; empty if none. */
  get rewardOptions(): RewardOptions {
    return this.options.reward ?? {};
  }

  /** The servers and trainers that the run itself uses, besides those that a profile names. */
  get readers(): readonly string[] {
    return this.options.readers ?? [];
  }

  /** Receives reports of crashes. */
  get host(): AuditHost {
    return this.options.host;
  }

  /** The problems of a rule on records that the settings keep, with the severity they set. */
  settled(problems: readonly RecordProblem[], { id }: RecordRule = unreadableRecord): readonly RecordProblem[] {
    const setting = this.options.settings[id];
    if (setting === "off") return [];
    return problems.map((problem) => ({
      ...problem,
      message: messageLine(problem.message),
      severity: setting ?? problem.severity,
    }));
  }

  /**
   * What can be read from a sample. Texts that samples share are indexed once.
   *
   * @param paid what is known about the rewards that the sample's file records
   * @param before facts of the sample before an edit, by the same profile
   */
  factsOf(sample: Sample, profile: Profile, paid?: FileReward, before?: Facts): Facts {
    return new Facts(sample, profile, this.parserOf(profile), this.texts, this.options.reward, paid, before);
  }

  /** Audits a sample; see {@link factsOf} for the parameters. */
  audit(sample: Sample, profile: Profile, paid?: FileReward, before?: Facts): AuditResult {
    return auditSample(this.factsOf(sample, profile, paid, before), this.rulesOf(profile), this.options.host);
  }

  private rulesOf(profile: Profile): readonly ActiveRule[] {
    let active = this.active.get(profile);
    if (active === undefined) {
      const { rules = allRules, settings } = this.options;
      active = activeRules(rules, settings, profile);
      this.active.set(profile, active);
    }
    return active;
  }
}
