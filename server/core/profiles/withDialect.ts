import { conventionOf } from "../dialects/conventions";
import type { Profile } from "../model/profile";

const known = new WeakMap<Profile, Map<string, Profile>>();

/**
 * A profile with the dialect of its file, where it names none itself.
 *
 * @param dialect id of the file's dialect; undefined where nothing tells
 * @param isAsked does somebody name the dialect? Then it holds whatever the profile says.
 */
export function withDialect(profile: Profile, dialect: string | undefined, isAsked = false): Profile {
  if (dialect === undefined || dialect === profile.dialect) return profile;
  if (profile.dialect !== null && !isAsked) return profile;
  const ofProfile = known.get(profile) ?? new Map<string, Profile>();
  known.set(profile, ofProfile);
  const key = `${dialect} ${isAsked}`;
  const same = ofProfile.get(key);
  if (same !== undefined) return same;
  const convention = isAsked ? conventionOf(dialect) : profile.calls;
  const isKnownTag = convention !== null && Object.hasOwn(profile.tags, convention.tag);
  const made = { ...profile, dialect, calls: isKnownTag ? convention : null };
  ofProfile.set(key, made);
  return made;
}
