import { Decompress } from "fzstd";
import type { ByteStream } from "../../host/byteStream";
import { FileFailure } from "../../host/byteSource";

/**
 * Packed bytes that the decompressor gets at a time. It gives out all that they come to before it takes more: four bytes
 * may come to 128 KiB, so these come to 32 MiB at most.
 */
const pieceLength = 1 << 10;

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
  for await (const piece of packed) {
    for (let at = 0; at < piece.length; at += pieceLength) yield* push(piece.subarray(at, at + pieceLength), false);
  }
  yield* push(new Uint8Array(0), true);
}
