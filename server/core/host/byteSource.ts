/** Bytes that can be read at any place: a file, an open document, an entry of an archive. */
export interface ByteSource {
  /** In bytes, when the source was opened. */
  readonly size: number;
  /**
   * Up to `length` bytes from `offset` on; fewer only at the end of the source.
   *
   * @throws FileFailure if it cannot be read; the signal's reason if it was aborted
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
