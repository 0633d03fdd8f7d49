import type { AuditedFile } from "../audit/auditedFile";
import type { Disk } from "../host/disk";
import type { ReadingPorts } from "../records/stream/openRecords";
import type { RecordText } from "../records/stream/recordTexts";
import type { FileChange } from "./fileChange";

/** What an index needs from its host. */
export interface IndexPorts extends ReadingPorts {
  readonly disk: Disk;
}

/** The progress of reading a file. */
export interface IndexState {
  /** `failed`: `why` has the reason. `stopped`: the user cancelled it. */
  readonly phase: "reading" | "whole" | "stopped" | "failed";
  readonly why?: string;
  /** Number of records whose place is known. */
  readonly records: number;
  /**
   * Bytes that were read, and their total; for a packed file, of its unpacked content, and undefined until all is
   * unpacked.
   */
  readonly read: number;
  readonly size: number | undefined;
  /** The last change of the file that was noticed. */
  readonly change: FileChange;
}

/** One record of the file, read by itself. */
export interface RecordRead {
  readonly file: AuditedFile;
  readonly text: RecordText;
}

/** Records that have changed. */
export type Outdated = { readonly from: number } | { readonly record: number };
