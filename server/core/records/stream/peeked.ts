import type { ByteStream } from "../../host/byteStream";
import { GrowingBytes } from "./growingBytes";

/**
 * Size in bytes of the pieces in which the beginning is passed on, so that the first results do not wait for all of it.
 */
const pieceLength = 64 << 10;

/** A stream whose beginning can be looked at before all of it is read. Whoever opens one must close it. */
export class Peeked implements ByteStream {
  private readonly source: AsyncIterator<Uint8Array, undefined>;
  private readonly held = new GrowingBytes();
  private ended = false;

  constructor(stream: ByteStream) {
    this.source = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  }

  /**
   * The beginning: as much as `isEnough` requires, or everything.
   *
   * @param isEnough called after each piece that arrives
   */
  async head(isEnough: (head: Uint8Array, piece: Uint8Array) => boolean): Promise<Uint8Array> {
    let piece = this.held.bytes;
    while (!this.ended && (piece.length === 0 || !isEnough(this.held.bytes, piece))) {
      const next = await this.source.next();
      if (next.done === true) this.ended = true;
      else this.held.add((piece = next.value));
    }
    return this.held.bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      const held = this.held.take();
      for (let at = 0; at < held.length; at += pieceLength) yield held.subarray(at, at + pieceLength);
      while (!this.ended) {
        const next = await this.source.next();
        if (next.done === true) this.ended = true;
        else yield next.value;
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.source.return?.();
  }
}
