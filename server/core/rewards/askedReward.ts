import type { Profile } from "../model/profile";
import { presetDefinition } from "./presets";
import type { RewardOptions } from "./shape/reward";

/** Name of the option that replaces each profile's reward by a preset. */
export const presetOption = "preset";

/** The preset requested instead of the profiles' rewards; undefined if none is, or none has that name. */
export function askedPreset(options: RewardOptions): string | undefined {
  const name = options[presetOption];
  return typeof name === "string" && presetDefinition(name) !== undefined ? name : undefined;
}

const known = new WeakMap<Profile, Map<string, Profile>>();

/** The profile with the requested reward instead of its own. */
export function withAskedReward(profile: Profile, options: RewardOptions): Profile {
  const name = askedPreset(options);
  const reward = name === undefined ? undefined : presetDefinition(name);
  if (name === undefined || reward === undefined) return profile;
  const ofProfile = known.get(profile) ?? new Map<string, Profile>();
  known.set(profile, ofProfile);
  const made = ofProfile.get(name) ?? { ...profile, reward };
  ofProfile.set(name, made);
  return made;
}

/**
 * The display name of a profile's reward: the official functions that it sums, or those that no record could tell
 * apart, or else the profile's own name; null if it has no reward.
 */
export function rewardName({ name, reward }: Pick<Profile, "name" | "reward">): string | null {
  if (reward === null) return null;
  const presets = reward.components.map(({ component, options }) => {
    if (component === "preset") return String(options["preset"]);
    if (component !== "agreeing") return undefined;
    const sums = options["sums"] as readonly (readonly string[])[];
    return sums.map((parts) => parts.join(" + ")).join(" or ");
  });
  return presets.every((each) => each !== undefined) ? presets.join(" + ") : name;
}
