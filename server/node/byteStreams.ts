import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { FileFailure } from "../core/host/byteSource";
import type { ByteStream } from "../core/host/byteStream";

const pieceLength = 256 << 10;
/** Free bytes before each piece of a file: most lines that a piece cuts off have room there. */
const freeLength = 32 << 10;

/**
 * The bytes of a file, a pipe or a device; the next ones are read while the last ones are processed.
 *
 * @throws FileFailure if a file has become shorter in the meantime; also the file system's errors
 */
export async function* fileStream(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  const readOn = async (): Promise<Uint8Array> => {
    const memory = sharedMemory(freeLength + pieceLength);
    const { bytesRead } = await file.read(memory, freeLength, pieceLength, null);
    return memory.subarray(freeLength, freeLength + bytesRead);
  };
  let next = Promise.resolve<Uint8Array>(Buffer.alloc(0));
  try {
    const state = await file.stat();
    if (state.isDirectory()) throw new FileFailure("EISDIR", "it is a folder");
    let length = 0;
    next = readOn();
    for (let piece = await next; piece.length > 0; piece = await next) {
      length += piece.length;
      next = readOn();
      yield piece;
    }
    if (state.isFile() && length < state.size) {
      throw new FileFailure("ESHORTER", "it has become shorter while it was read");
    }
  } finally {
    await next.catch(() => undefined);
    await file.close();
  }
}

/**
 * The data of a stream, as it arrives. A reader that stops early also ends the stream, because a live stream would keep
 * the process running.
 */
export async function* arrivals(stream: Readable, signal?: AbortSignal): ByteStream & AsyncGenerator<Uint8Array> {
  const end = (): void => {
    stream.destroy();
  };
  signal?.addEventListener("abort", end, { once: true });
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  } finally {
    signal?.removeEventListener("abort", end);
    stream.destroy();
  }
}

/** Shared memory: a batch is given to another thread without a copy, and is still there if that thread dies. */
export function sharedMemory(length: number): Uint8Array {
  return Buffer.from(new SharedArrayBuffer(length));
}

/** A piece of {@link fileStream} with free bytes before it; each piece has memory of its own. */
export function withRoom(piece: Uint8Array, length: number): Uint8Array | undefined {
  if (!(piece.buffer instanceof SharedArrayBuffer) || length > piece.byteOffset) return undefined;
  return Buffer.from(piece.buffer, piece.byteOffset - length, length + piece.length);
}
