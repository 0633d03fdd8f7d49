/** Bytes that can be read at any place: a file, an open document, an entry of an archive. */
export interface ByteSource {
  /** In bytes, as it was when the source was opened. */
  readonly size: number;
  /**
   * Up to `length` bytes from `offset` on; fewer only where the source ends.
   *
   * @throws FileFailure where it cannot be read; what `signal` was aborted with
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Why a file cannot be read or written: the system's own code, so that the core can put it into words. */
export class FileFailure extends Error {
  override readonly name = "FileFailure";

  /** @param code the system's: `ENOENT`, `EACCES`, `ENOSPC`, … */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
