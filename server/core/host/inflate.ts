import type { ByteStream } from "./byteStream";

/** Unpacks what is compressed. */
export interface Inflate {
  /**
   * A gzip stream, of several members too, unpacked as it is read.
   *
   * @throws FileFailure where it is damaged, or ends too early
   */
  gzip(packed: ByteStream): ByteStream;
}
