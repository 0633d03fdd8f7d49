import { Facts } from "../../../server/core/facts/facts";
import type { Profile } from "../../../server/core/model/profile";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import type { RewardData } from "../../../server/core/profiles/rewardData";
import { finishProfile } from "../../../server/core/profiles/profileData";
import { isFailure, rewardOf, type Reward, type RewardOptions } from "../../../server/core/rewards";
import { profileNamed, sample, type SampleTexts } from "../rules/harness";

/** A built-in profile with another reward. */
export function rewarding(name: string, reward: RewardData): Profile {
  return finishProfile({ name: "test", reward }, profileNamed(name));
}

/** The facts of a sample of these texts. */
export function factsOf(profile: string | Profile, texts: SampleTexts): Facts {
  const read = typeof profile === "string" ? profileNamed(profile) : profile;
  return new Facts(sample(texts), read, createTraceParser(read));
}

/** The reward of a sample of these texts; undefined where there is none. A failure fails the test. */
export function rewardFor(
  profile: string | Profile,
  texts: SampleTexts,
  options: RewardOptions = {},
): Reward | undefined {
  const result = rewardOf(factsOf(profile, texts), options);
  if (result !== undefined && isFailure(result)) throw new Error(result.error.message);
  return result;
}
