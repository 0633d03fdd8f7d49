import { notification } from "./message";
import type { SeverityCounts } from "./severity";

/** What is known about an audited document. */
export interface DocumentStatus {
  readonly uri: string;
  readonly version: number;
  /** Undefined if no profile fits the file: it has none of our tags, so nothing is checked. */
  readonly profile: ProfileStatus | undefined;
  /** The format of the file's records; undefined if it holds no known ones. */
  readonly format: FormatStatus | undefined;
  readonly samples: number;
  /** Those in which nothing was checked. */
  readonly unchecked: number;
  readonly findings: SeverityCounts;
}

export interface FormatStatus {
  readonly id: string;
  readonly title: string;
  /** Why this one: "its first 20 records have …"; empty for a `.trace` file. */
  readonly reason: string;
}

export interface ProfileStatus {
  readonly name: string;
  readonly title: string;
  /** Why this one: "14 of 15 traces look like it". */
  readonly reason: string;
}

/** Server → client, after each audit of an open document. */
export const statusNotification = notification<DocumentStatus>("status");
