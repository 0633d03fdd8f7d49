import { profileFor, rulesFor, type TeamConfig } from "./teamConfig";
import { builtInProfiles } from "../profiles/builtIn";
import type { ProfileChoice } from "../profiles/choose";
import type { RewardOptions } from "../rewards";
import { rules, rulesOf } from "../rules";
import type { RuleSettings } from "../audit/activeRules";
import type { AuditHost } from "../audit/auditSample";
import { Auditor } from "../audit/auditor";

/**
 * What a person sets in addition to the team's config: the editor's settings, the command line's flags. They override
 * it.
 */
export interface Overrides {
  readonly rules?: RuleSettings;
  /** If given, only these rules run. */
  readonly only?: readonly string[];
  /** The variant and step under which rewards are computed. */
  readonly reward?: RewardOptions;
  /** The servers and trainers that are the run's own. */
  readonly readers?: readonly string[] | undefined;
}

/** A team's config for one file; `relativePath` is relative to the config's folder, with `/`. */
export function configFor(config: TeamConfig, relativePath: string): TeamConfig {
  return config.files.some(({ rules }) => rules !== undefined)
    ? { ...config, rules: rulesFor(config, relativePath) }
    : config;
}

/**
 * Combines the built-in profiles, a team's config and personal settings. Of the config's rules, those for every file
 * apply: {@link configFor} adds those for one file.
 */
export function createAuditor(config: TeamConfig, overrides: Overrides, host: AuditHost): Auditor {
  const own = new Set(config.profiles.map((profile) => profile.name));
  const { only, reward, readers } = overrides;
  // Findings about records come from their formats, not from a rule.
  const unasked = rulesOf("records").filter(({ id }) => only?.includes(id) === false);
  const off = Object.fromEntries(unasked.map(({ id }) => [id, "off" as const]));
  return new Auditor({
    // A team's own profiles come first: if one fits a file as well as the built-in one that it extends, it is the one
    // that is meant.
    profiles: [...config.profiles, ...builtInProfiles.filter((profile) => !own.has(profile.name))],
    settings: { ...config.rules, ...overrides.rules, ...off },
    host,
    ...(reward === undefined ? {} : { reward }),
    ...(readers === undefined ? {} : { readers }),
    ...(only === undefined ? {} : { rules: rules.filter((rule) => only.includes(rule.id)) }),
  });
}

/** The profile that the team's config names for a file; `relativePath` is relative to the config's folder, with `/`. */
export function askedProfile(auditor: Auditor, config: TeamConfig, relativePath: string): ProfileChoice | undefined {
  const named = profileFor(config, relativePath);
  const profile = named === undefined ? undefined : auditor.profileNamed(named.name);
  return named === undefined || profile === undefined ? undefined : { profile, reason: named.reason };
}
