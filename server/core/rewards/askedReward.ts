import type { Profile } from "../model/profile";
import { presetDefinition } from "./presets";
import type { RewardOptions } from "./shape/reward";

/** Name of the option by which somebody asks for a preset instead of each profile's reward. */
export const presetOption = "preset";

/** The preset that is asked for instead of the profiles' rewards; undefined where none is, or none has that name. */
export function askedPreset(options: RewardOptions): string | undefined {
  const name = options[presetOption];
  return typeof name === "string" && presetDefinition(name) !== undefined ? name : undefined;
}

const known = new WeakMap<Profile, Map<string, Profile>>();

/** The profile with the reward that is asked for instead of its own. */
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
 * What people call a profile's reward: the official functions that it is the sum of, those that no record told apart, or
 * else the profile's own name; null where it has none.
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
