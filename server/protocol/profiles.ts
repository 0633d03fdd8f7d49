import { request } from "./message";
import type { ProfileStatus } from "./status";

/** Client → server: what a document can be read by. */
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

/** The profiles there are for a document, none where it is not open, and the one it is read by now. */
export interface ProfilesResult {
  readonly profiles: readonly ProfileDescription[];
  readonly current: ProfileStatus | undefined;
}
