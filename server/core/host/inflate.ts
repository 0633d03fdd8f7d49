import type { ByteStream } from "./byteStream";

/** Decompresses data. */
export interface Inflate {
  /**
   * A gzip stream, possibly of several members, decompressed as it is read.
   *
   * @throws FileFailure if it is damaged or ends too early
   */
  gzip(packed: ByteStream): ByteStream;
  /**
   * The bytes of a raw deflate stream, as archives hold them.
   *
   * @param size how many bytes it comes to, as the archive says
   * @throws TooMuchData if there are more; any other error if it is no such stream
   */
  raw(bytes: Uint8Array, size: number): Promise<Uint8Array>;
}

/** Compressed data decompresses to more than may be held: it was made to do so, or it is too large for this machine. */
export class TooMuchData extends Error {
  override readonly name = "TooMuchData";
}
