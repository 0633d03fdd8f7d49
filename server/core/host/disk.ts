import type { ByteSource } from "./byteSource";

/** What a file was when it was looked at: with equal marks nobody has written it in between. */
export interface FileMark {
  /** Which file of which disk: another one where it was replaced. */
  readonly identity: string;
  /** In bytes. */
  readonly size: number;
  /** When it was written last, as exactly as the disk knows. */
  readonly written: string;
}

export function sameMark(a: FileMark, b: FileMark): boolean {
  return a.identity === b.identity && a.size === b.size && a.written === b.written;
}

/** A file of the disk, open to be read at any place. Whoever opens one closes it. */
export interface DiskFile extends ByteSource {
  /** What it was when it was opened. */
  readonly mark: FileMark;
  close(): Promise<void>;
}

/** Files of the machine's disk that may be too long to be held: they are read and replaced by ranges. */
export interface Disk {
  /**
   * Opens a regular file.
   *
   * @throws FileFailure, or what the file system throws
   */
  open(uri: string): Promise<DiskFile>;
  /**
   * Puts bytes in the place of those from `start` to `end`: the new file is written beside the old one in constant memory
   * and put in its place at once.
   *
   * @param mark what the file was when the range was read
   * @returns what the file is now
   * @throws ChangedMeanwhile where it is another one by now, or what the file system throws; it is as it was then
   */
  replaceRange(uri: string, mark: FileMark, start: number, end: number, bytes: Uint8Array): Promise<FileMark>;
}
