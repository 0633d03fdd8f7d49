/**
 * What our client and our server say to each other about writing records that are open as documents. Shared by both
 * sides: it imports nothing that runs.
 */
import type { PlaceRange, RecordIdentity } from "./documents";

/** Request client → server, {@link WriteRecordParams} to {@link WriteRecordResult}: takes an edited record into its file. */
export const writeRecordMethod = "traceAuditor/writeRecord";

export interface WriteRecordParams {
  /** The file, which is open. */
  readonly uri: string;
  /** Number of the record when it was last seen, from 0, and what it was. */
  readonly record: number;
  readonly known: RecordIdentity;
  /** The record's `.trace` text as the client believes it to be: where it says something else now, nothing is written. */
  readonly current: string;
  /** The text that its editor was given, perhaps before that. */
  readonly shown: string;
  /** The edited text. */
  readonly text: string;
  /**
   * `file`: the server replaces the file on the disk, at once and only if nobody else has written it. `document`: it
   * answers with the edits of the open document.
   */
  readonly into: "file" | "document";
}

/** Null where the file is not open or holds no records that are known. */
export type WriteRecordResult =
  | (WrittenRecord & { readonly kind: "written" })
  | (WrittenRecord & {
      readonly kind: "edits";
      readonly edits: readonly { readonly range: PlaceRange; readonly newText: string }[];
    })
  /** Nothing was written, because what was edited cannot be; or not to this file. */
  | { readonly kind: "refused"; readonly message: string; readonly range: PlaceRange | undefined }
  /** Nothing was written: the record says something else than `current`; or is gone, where there is no text. */
  | ({ readonly kind: "changed" } & Partial<WrittenRecord>)
  | null;

export interface WrittenRecord {
  readonly record: number;
  readonly identity: RecordIdentity;
  /** The record's `.trace` text as it is now. */
  readonly text: string;
}
