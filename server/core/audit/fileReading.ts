import { dialectOfTraces } from "../facts/dialectOfTraces";
import { conventionOf } from "../dialects/conventions";
import type { Recognised } from "../dialects/recognise";
import { anyDialect, type Profile } from "../model/profile";
import { tagsOf } from "../model/role";
import type { Sample } from "../model/sample";
import { tagText } from "../model/trace";
import { builtInProfiles } from "../profiles/builtIn";
import { chooseProfile, tracesLookedAt, type ProfileChoice } from "../profiles/choose";
import { neutralProfile } from "../profiles/neutral";
import { inFormOf } from "../profiles/verdictForm";

/** How a file's traces are read. Audit, parse and the editor all use this, so their answers agree. */
export interface FileReading {
  /** Undefined if there is nothing to check. */
  readonly profile: ProfileChoice | undefined;
  /** Undefined if nothing tells, or if each trace names its own. */
  readonly dialect: FileDialect | undefined;
}

/** The dialect of a file's traces, apart from those whose own profile names one. */
export interface FileDialect {
  readonly id: string;
  /** In words: `12 of 14 traces hold <tool_call>`. */
  readonly reason: string;
}

/**
 * How a file's traces are read: by the profile that the majority of them looks like, else, if there are calls or tools,
 * by the neutral profile of their dialect.
 *
 * @param first returns the file's first samples, if they are needed
 * @param asked the profile that a flag, a setting or `trace-auditor.json` names for the file
 */
export function fileReading(
  first: () => readonly Sample[],
  profiles: readonly Profile[],
  asked?: ProfileChoice,
): FileReading {
  if (asked !== undefined && asked.profile.dialect !== null) return { profile: asked, dialect: fromProfile(asked) };
  const { looked, unnamed } = lookedAt(first());
  const chosen = asked ?? chooseProfile(unnamed, profiles);
  // What a user-named or a team's own profile says is certain; only what it leaves open is looked for.
  const isSure = chosen !== undefined && (chosen === asked || !builtInProfiles.includes(chosen.profile));
  if (isSure && chosen.profile.dialect !== null) return { profile: chosen, dialect: fromProfile(chosen) };
  const found = dialectOfTraces(unnamed.length > 0 ? unnamed : looked, chosen === undefined);
  if (chosen !== undefined && !isSure && isOfAgents(unnamed, chosen.profile, found)) {
    return { profile: agentsChoice(unnamed, profiles, found), dialect: toDialect(found) };
  }
  if (chosen !== undefined && (isSure || found === undefined || !isOther(found, chosen.profile, unnamed.length))) {
    const profile = { ...chosen, profile: inFormOf(looked, chosen.profile) };
    const named = fromProfile(chosen);
    // What the traces show is the better reason, if it says the same.
    const shown = inTraces(found);
    return { profile, dialect: named === undefined || named.id === shown?.id ? (shown ?? named) : named };
  }
  return { profile: neutralChoice(unnamed, found), dialect: toDialect(found) };
}

/**
 * How an edited file is read: by the profile that it had, and if that names no dialect, in the one that its traces show now.
 *
 * @param first returns the file's first samples, if they are needed
 */
export function readingAfterEdit(before: FileReading, first: () => readonly Sample[]): FileReading {
  const { profile } = before;
  if (profile === undefined || profile.profile.dialect !== null) return before;
  const { looked, unnamed } = lookedAt(first());
  return { profile, dialect: inTraces(dialectOfTraces(unnamed.length > 0 ? unnamed : looked, false)) };
}

/** The samples that are looked at, and those of them that name no profile. */
function lookedAt(samples: readonly Sample[]): {
  readonly looked: readonly Sample[];
  readonly unnamed: readonly Sample[];
} {
  const looked = samples.slice(0, tracesLookedAt);
  return { looked, unnamed: looked.filter(({ attributes }) => attributes.profile === undefined) };
}

/** A dialect that only prompts show is not that of the traces. */
function inTraces(found: Recognised | undefined): FileDialect | undefined {
  return found?.traces === 0 ? undefined : toDialect(found);
}

function neutralChoice(samples: readonly Sample[], found: Recognised | undefined): ProfileChoice | undefined {
  if (samples.length === 0) return undefined;
  if (found !== undefined) return { profile: neutralProfile(found.dialect.id), reason: found.reason };
  if (samples.some(({ calls }) => calls.length > 0))
    return { profile: neutralProfile(), reason: "its records give calls as data" };
  if (samples.some(({ tools }) => tools !== undefined))
    return { profile: neutralProfile(), reason: "its records list tools" };
  return undefined;
}

function fromProfile({ profile }: ProfileChoice): FileDialect | undefined {
  const { dialect, name } = profile;
  return dialect === null || dialect === anyDialect
    ? undefined
    : { id: dialect, reason: `the profile ${name} says so` };
}

function toDialect(found: Recognised | undefined): FileDialect | undefined {
  return found && { id: found.dialect.id, reason: found.reason };
}

/**
 * Do traces call tools, of which none has the answer of the profile that they look like? It is not theirs then: what
 * they share with it is that they reason. Calls may be written, or given as data.
 */
function isOfAgents(samples: readonly Sample[], profile: Profile, found: Recognised | undefined): boolean {
  const roles = Object.values(profile.tags).map(({ role }) => role);
  if (profile.calls !== null || roles.some((role) => role !== "reasoning" && role !== "answer")) return false;
  const isGiven = samples.some(({ calls, turns }) => calls.length > 0 || turns.some((turn) => turn.calls.length > 0));
  if (!isGiven && (found?.traces ?? 0) === 0) return false;
  const answers = tagsOf(profile, "answer").map((tag) => tagText("closer", tag));
  return !samples.some(({ completion: { text } }) => answers.some((closer) => text.includes(closer)));
}

/** The profile of agents that write calls in that dialect and any text around them, or else the neutral one. */
function agentsChoice(
  samples: readonly Sample[],
  profiles: readonly Profile[],
  found: Recognised | undefined,
): ProfileChoice | undefined {
  const profile = profiles.find(
    ({ dialect, textOutside }) => dialect === found?.dialect.id && textOutside === "allowed",
  );
  if (profile === undefined || found === undefined || !builtInProfiles.includes(profile)) {
    return neutralChoice(samples, found);
  }
  return { profile, reason: found.reason };
}

/**
 * Whether the file's calls use another dialect than that of the profile that its tags look like. Then only the
 * reasoning's tags are those of the profile.
 */
function isOther({ dialect, traces }: Recognised, profile: Profile, looked: number): boolean {
  const tag = conventionOf(dialect.id)?.tag;
  if (profile.calls !== null) return traces > 0 && tag !== profile.calls.tag;
  return profile.dialect === null && tag === undefined && 2 * traces > looked;
}
