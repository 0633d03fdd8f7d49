import { dialectTools } from "../facts/dialectTools";
import { readTools } from "../facts/tools";
import { conventionOf } from "../dialects/conventions";
import { recogniseDialect, type Recognised, type RecognisedText } from "../dialects/recognise";
import type { Profile } from "../model/profile";
import type { Sample } from "../model/sample";
import { builtInProfiles } from "../profiles/builtIn";
import { chooseProfile, tracesLookedAt, type ProfileChoice } from "../profiles/choose";
import { neutralProfile } from "../profiles/neutral";
import { inFormOf } from "../profiles/verdictForm";

/**
 * The profile of a file: the one that the majority of its traces looks like; else, where there are calls or tools, the
 * neutral one of the dialect that they are written in. Undefined where there is nothing to check.
 */
export function fileProfile(samples: readonly Sample[], profiles: readonly Profile[]): ProfileChoice | undefined {
  const looked = samples.slice(0, tracesLookedAt);
  const choice = chooseProfile(samples, profiles);
  const found = dialectOf(looked, choice === undefined);
  if (choice !== undefined && (found === undefined || !isOther(found, choice.profile, looked.length)))
    return { ...choice, profile: inFormOf(looked, choice.profile) };
  if (found !== undefined) return { profile: neutralProfile(found.dialect.id), reason: found.reason };
  if (looked.some(({ calls }) => calls.length > 0))
    return { profile: neutralProfile(), reason: "its records give calls as data" };
  if (looked.some(({ tools }) => tools !== undefined))
    return { profile: neutralProfile(), reason: "its records list tools" };
  return undefined;
}

/** @param isBare may calls without any mark tell a dialect? Looking for them takes long. */
function dialectOf(samples: readonly Sample[], isBare: boolean): Recognised | undefined {
  const texts = samples.map((sample): RecognisedText => {
    const prompt = sample.turns.flatMap(({ role, part }) =>
      part !== undefined && (role === "system" || role === "prompt") ? [part.text] : [],
    );
    return {
      text: sample.completion.text,
      prompt: prompt.length === 0 ? undefined : prompt.join("\n"),
      tools: isBare ? dialectTools(readTools(sample)) : [],
    };
  });
  return recogniseDialect(texts, { isBare });
}

/**
 * Are a file's calls written in another dialect than the profile's that its tags look like? Then only the reasoning's tags
 * are those of the profile. What a team's own profile says holds in any case.
 */
function isOther({ dialect, traces }: Recognised, profile: Profile, looked: number): boolean {
  if (!builtInProfiles.includes(profile)) return false;
  const tag = conventionOf(dialect.id)?.tag;
  if (profile.calls !== null) return traces > 0 && tag !== profile.calls.tag;
  return profile.dialect === null && tag === undefined && 2 * traces > looked;
}
