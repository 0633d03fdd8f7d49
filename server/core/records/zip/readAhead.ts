import type { ByteSource } from "../../host/byteSource";

/** Bytes that are read at once where little was asked for. */
const windowLength = 256 << 10;

/**
 * A source whose ranges are mostly asked for one after the other: a small one is read together with what follows it.
 * What is given out may share memory with other ranges.
 */
export function readAhead(source: ByteSource): ByteSource {
  let start = 0;
  let held = new Uint8Array(0);
  return {
    size: source.size,
    async read(offset, length, signal) {
      const end = Math.min(offset + length, source.size);
      if (offset >= start && end <= start + held.length) return held.subarray(offset - start, end - start);
      if (length >= windowLength) return source.read(offset, length, signal);
      const read = new Uint8Array(await source.read(offset, windowLength, signal));
      [start, held] = [offset, read];
      return read.subarray(0, Math.max(0, end - offset));
    },
  };
}
