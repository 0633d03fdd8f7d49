import type { Profile } from "../model/profile";
import { data } from "./data/list";
import { finishProfile, type ProfileData } from "./profileData";

/** A profile that comes with the product. If several fit a file equally well, the one with the lowest rank is used. */
interface BuiltInData extends ProfileData {
  readonly rank: number;
}

/** The profiles that come with the product. */
export const builtInProfiles: readonly Profile[] = (data as readonly BuiltInData[])
  .toSorted((a, b) => a.rank - b.rank)
  .map((profile) => finishProfile(profile, undefined));
