/** Records that are open as documents, written back into their files. */
import type { Changed, RecordEdit, Refused, Written, WrittenRecord } from "../core/ide/recordWriting";
import type { Range } from "../core/text/lineTable";
import { request } from "./message";

export type { WrittenRecord };

/** Client → server: takes an edited record into its file. */
export const writeRecordRequest = request<WriteRecordParams, WriteRecordResult>("writeRecord");

export interface WriteRecordParams extends RecordEdit {
  /** The file, which is open. */
  readonly uri: string;
  /**
   * `file`: the server replaces the file on the disk, at once and only if nobody else has written it. `document`: it
   * answers with the edits of the open document.
   */
  readonly into: "file" | "document";
}

/** Null where the file is not open or holds no records that are known. */
export type WriteRecordResult =
  | Written
  | (WrittenRecord & {
      readonly kind: "edits";
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
    })
  | Refused
  | Changed
  | null;
