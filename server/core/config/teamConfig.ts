import type { RuleSettings } from "../audit/activeRules";
import type { Profile } from "../model/profile";
import type { Span } from "../text/span";
import type { Glob } from "../text/glob";
import { compilePattern } from "./filePatterns";

/** Name of a team's settings file. For a trace file, the nearest one in its folder or above it counts. */
export const configFileName = "trace-auditor.json";

/** The content of a team's `trace-auditor.json`, without the parts that cannot be used. */
export interface TeamConfig {
  /** The profile of files that no pattern matches. */
  readonly profile?: string;
  /** Profiles and rules by path; of the patterns that match, the last one that says something counts. */
  readonly files: readonly FilePattern[];
  /** The team's own profiles, finished. One with a built-in profile's name replaces it. */
  readonly profiles: readonly Profile[];
  readonly rules: RuleSettings;
}

export interface FilePattern {
  /** A glob for paths relative to the config's folder; without a slash it matches file names in every folder. */
  readonly pattern: string;
  readonly profile?: string;
  readonly rules?: RuleSettings;
}

/** A part of a `trace-auditor.json` that cannot be used. */
export interface ConfigProblem {
  /** Stable code for machines: `syntax`, `unknown-key`, `wrong-type`, `unknown-profile`, … */
  readonly code: string;
  /** For people: what is wrong and what to write. */
  readonly message: string;
  /** Offsets in the config's text. */
  readonly span: Span;
}

/** The settings of a team without a config. */
export const emptyConfig: TeamConfig = { files: [], profiles: [], rules: {} };

/** A profile by name, and what selected it. */
export interface NamedProfile {
  readonly name: string;
  /** For the status item: `trace-auditor.json says so for "runs/*.jsonl"`. */
  readonly reason: string;
}

/** The profile that the config names for a file. `relativePath` is relative to the config's folder, with `/`. */
export function profileFor(config: TeamConfig, relativePath: string): NamedProfile | undefined {
  const match = config.files.findLast((file) => file.profile !== undefined && fits(file, relativePath));
  if (match?.profile !== undefined) {
    return { name: match.profile, reason: `${configFileName} says so for ${JSON.stringify(match.pattern)}` };
  }
  if (config.profile === undefined) return undefined;
  return { name: config.profile, reason: `${configFileName} says so for every file` };
}

/** The config's rules for a file: those for every file, then those of the patterns that match, in order. */
export function rulesFor(config: TeamConfig, relativePath: string): RuleSettings {
  const fitting = config.files.filter((file) => file.rules !== undefined && fits(file, relativePath));
  return Object.assign({}, config.rules, ...fitting.map(({ rules }) => rules)) as RuleSettings;
}

/** The compiled pattern of each entry, as long as its config lives: a run queries it for each of its files. */
const compiled = new WeakMap<FilePattern, Glob>();

function fits(file: FilePattern, relativePath: string): boolean {
  let glob = compiled.get(file);
  if (glob === undefined) {
    glob = compilePattern(file.pattern);
    compiled.set(file, glob);
  }
  return glob.fits(relativePath);
}
