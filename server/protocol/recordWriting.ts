/** Writes records that are open as documents back into their files. */
import type { Changed, RecordEdit, Refused, Written, WrittenRecord } from "../core/ide/recordWriting";
import type { Range } from "../core/text/lineTable";
import { request } from "./message";

export type { WrittenRecord };

/** Client → server: writes an edited record into its file. */
export const writeRecordRequest = request<WriteRecordParams, WriteRecordResult>("writeRecord");

export interface WriteRecordParams extends RecordEdit {
  /** The file, which is open. */
  readonly uri: string;
  /**
   * `file`: the server replaces the file on the disk atomically, and only if no one else has written it. `document`: it
   * answers with the edits of the open document.
   */
  readonly into: "file" | "document";
}

/** Null if the file is not open or holds no known records. */
export type WriteRecordResult =
  | Written
  | (WrittenRecord & {
      readonly kind: "edits";
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
    })
  | Refused
  | Changed
  | null;
