import type { ByteSource } from "./byteSource";

/** Bytes that can be read only once, in order: standard input, a pipe, unpacked data. Pieces have any length. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** Bytes that are read at a time. */
const pieceLength = 1 << 20;

/** A source's bytes from `offset` to the end that it had when it was opened. */
export async function* streamOf(source: ByteSource, offset = 0, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < source.size;) {
    const piece = await source.read(at, Math.min(pieceLength, source.size - at), signal);
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
