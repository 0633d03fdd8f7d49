import { request } from "./message";
import type { ProfileStatus } from "./status";

/** Client → server: the profiles that a document can be read by. */
export const profilesRequest = request<ProfilesParams, ProfilesResult>("profiles");

export interface ProfilesParams {
  readonly uri: string;
}

/** A profile that a file can be read by. */
export interface ProfileDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Is it the team's own, from `trace-auditor.json`? */
  readonly own: boolean;
}

/** The profiles for a document, empty if it is not open, and the one that is used now. */
export interface ProfilesResult {
  readonly profiles: readonly ProfileDescription[];
  readonly current: ProfileStatus | undefined;
}
