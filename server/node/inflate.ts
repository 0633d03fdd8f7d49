import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGunzip, inflateRaw, inflateRawSync } from "node:zlib";
import { FileFailure } from "../core/host/byteSource";
import { TooMuchData, type Inflate } from "../core/host/inflate";

const unpack = promisify(inflateRaw);

const chunkSize = 256 << 10;
/** The most unpacked bytes of an entry of an archive that are held in one piece from the start. */
const longestChunk = 16 << 20;
/** Packed bytes that take about a millisecond; a thousandfold of it is refused by its size. */
const small = 64 << 10;

/** node:zlib. */
export const nodeInflate: Inflate = {
  async *gzip(packed) {
    const gunzip = createGunzip({ chunkSize });
    const fed = pipeline(Readable.from(packed), gunzip);
    // The reader receives the error.
    fed.catch(() => undefined);
    try {
      yield* gunzip as AsyncIterable<Uint8Array>;
      await fed;
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      if (!code.startsWith("Z_")) throw error;
      throw new FileFailure(
        code,
        code === "Z_BUF_ERROR"
          ? "its gzip data ends too early: it was cut off"
          : `its gzip data is damaged (${message})`,
      );
    } finally {
      gunzip.destroy();
    }
  },

  async raw(bytes, size) {
    try {
      // What fits at once is not put together, and what is full is asked for more: hence the byte above it.
      const limit = { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, Math.min(size + 1, longestChunk)) };
      // To hand a small one to another thread takes longer than to unpack it.
      return bytes.length <= small ? inflateRawSync(bytes, limit) : await unpack(bytes, limit);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new TooMuchData();
      throw error;
    }
  },
};
