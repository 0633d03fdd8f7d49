import type { AuditedFile } from "../audit/auditedFile";
import type { Disk } from "../host/disk";
import type { ReadingPorts } from "../records/stream/openRecords";
import type { RecordText } from "../records/stream/recordTexts";
import type { FileChange } from "./fileChange";

/** What an index needs of the world. */
export interface IndexPorts extends ReadingPorts {
  readonly disk: Disk;
}

/** How far the reading of a file is. */
export interface IndexState {
  /** `failed`: `why` says it. `stopped`: the user did not want more of it. */
  readonly phase: "reading" | "whole" | "stopped" | "failed";
  readonly why?: string;
  /** Records whose place is known. */
  readonly records: number;
  /** Bytes that were read, of how many; of a packed file of what is unpacked, and undefined until all is. */
  readonly read: number;
  readonly size: number | undefined;
  /** What was seen last of the file's changes. */
  readonly change: FileChange;
}

/** One record of the file, read and held alone. */
export interface RecordRead {
  readonly file: AuditedFile;
  readonly text: RecordText;
}

/** Records that are no longer what they were. */
export type Outdated = { readonly from: number } | { readonly record: number };
