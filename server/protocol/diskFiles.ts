/** Files that no editor holds: the server reads them from the disk, record by record. */
import { notification, request } from "./message";

/** Client → server: reads a file from the disk from now on. Answered once its first records are known, or it is known why not. */
export const openDiskFileRequest = request<DiskFileParams, DiskFileState>("openDiskFile");

/**
 * Client → server: what a file's first records are, for people, without reading on. Null if they are of no known format,
 * or are none that can be read by ranges.
 */
export const recogniseDiskFileRequest = request<DiskFileParams, string | null>("recogniseDiskFile");

/** Client → server: the file is no longer wanted. */
export const closeDiskFileNotification = notification<DiskFileParams>("closeDiskFile");

/** Server → client: more is known of a file, or it changed. Not more than some hundred times a file. */
export const diskFileNotification = notification<DiskFileState>("diskFile");

export interface DiskFileParams {
  readonly uri: string;
}

export interface DiskFileState {
  readonly uri: string;
  /**
   * `reading`: its records are being found. `checking`: all are found, and are being checked. `stopped`: the user did not
   * want more. `failed`: it is not read, and `why` says why.
   */
  readonly phase: "reading" | "checking" | "whole" | "stopped" | "failed";
  /** For people; of a file that failed. */
  readonly why?: string;
  /** For people: what its records are. */
  readonly title?: string;
  /** What it is packed in: then nothing can be written into it. */
  readonly packed?: string;
  /** Records whose place is known, and how many of them are checked. */
  readonly records: number;
  readonly checked: number;
  /** Percent of the file that was read for its records' places, and percent of those that are checked. */
  readonly percent: number;
  /** What became of the file since it was first read, in a sentence; absent where nothing did. */
  readonly change?: string;
}
