import { Decompress } from "fzstd";
import type { ByteStream } from "../../host/byteStream";
import { FileFailure } from "../../host/byteSource";

/** Unpacks a zstd stream, which may have several frames, while it is read. */
export async function* unpackZstd(packed: ByteStream): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const unpacker = new Decompress((bytes) => {
    if (bytes.length > 0) ready.push(bytes.slice());
  });
  const push = (bytes: Uint8Array, isLast: boolean): Uint8Array[] => {
    try {
      unpacker.push(bytes, isLast);
    } catch (error) {
      throw new FileFailure(
        "EZSTD",
        `its zstd data is damaged: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    const given = ready;
    ready = [];
    return given;
  };
  for await (const piece of packed) yield* push(piece, false);
  yield* push(new Uint8Array(0), true);
}
