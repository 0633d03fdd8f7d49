import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { FileFailure } from "../core/host/byteSource";
import type { Inflate } from "../core/host/inflate";

const chunkSize = 256 << 10;

/** node:zlib. */
export const nodeInflate: Inflate = {
  async *gzip(packed) {
    const gunzip = createGunzip({ chunkSize });
    const fed = pipeline(Readable.from(packed), gunzip);
    // What goes wrong is heard by whoever reads.
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
};
