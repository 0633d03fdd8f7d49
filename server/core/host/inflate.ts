import type { ByteStream } from "./byteStream";

/** Unpacks what is compressed. */
export interface Inflate {
  /**
   * A gzip stream, of several members too, unpacked as it is read.
   *
   * @throws FileFailure where it is damaged, or ends too early
   */
  gzip(packed: ByteStream): ByteStream;
  /**
   * The bytes of a raw deflate stream, as archives hold them.
   *
   * @param maxBytes what it may come to
   * @throws TooMuchData where it comes to more; any other error where it is no such stream
   */
  raw(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array>;
}

/** Compressed data comes to more than may be held: it was made to, or it is too large for this machine. */
export class TooMuchData extends Error {
  override readonly name = "TooMuchData";
}
