import { open, type FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";

/** How much is read before it is handed on. */
export interface ChunkSize {
  /** Bytes of the first chunk, by which a file is recognised and its profile chosen: some hundred records. */
  readonly first: number;
  /** Bytes of the others: few, to keep memory flat. */
  readonly next: number;
  /** A live stream: what has come by then is handed on, however little it is. Milliseconds. */
  readonly patience?: number;
}

/** Texts of a mebibyte Node keeps outside of V8's heap; inside, the system maps and clears memory for each anew. */
export const fileChunks: ChunkSize = { first: 4 << 20, next: 1 << 20 };
/** For standard input: lines are answered as they come. A pipe from a file is read like a file. */
export const streamChunks: ChunkSize = { ...fileChunks, patience: 250 };

const lineFeed = 0x0a;

/**
 * Cuts a stream into chunks that end at the end of a line (the last one: where the stream ends). Each is alone in its
 * memory, so that it can be given away to another thread.
 */
export async function* lineChunks(stream: Readable, size: ChunkSize): AsyncGenerator<Buffer> {
  const source: AsyncIterator<Buffer, undefined> = stream[Symbol.asyncIterator]();
  let pieces: Buffer[] = [];
  let length = 0;
  /** Length up to and with the last line feed. */
  let whole = 0;
  let wanted = size.first;
  let next = source.next();
  const take = (): Buffer => {
    const chunk = Buffer.allocUnsafeSlow(whole);
    const rest: Buffer[] = [];
    let at = 0;
    for (const piece of pieces) {
      const copied = piece.copy(chunk, at);
      at += copied;
      if (copied < piece.length) rest.push(piece.subarray(copied));
    }
    pieces = rest;
    length -= whole;
    whole = 0;
    wanted = size.next;
    return chunk;
  };
  try {
    while (true) {
      const result = await soon(next, whole > 0 ? size.patience : undefined);
      if (result === "late") {
        yield take();
        continue;
      }
      if (result.done === true) break;
      next = source.next();
      const feed = result.value.lastIndexOf(lineFeed);
      if (feed >= 0) whole = length + feed + 1;
      pieces.push(result.value);
      length += result.value.length;
      if (whole > 0 && whole >= wanted) yield take();
    }
    if (length > 0) {
      whole = length;
      yield take();
    }
  } finally {
    // Who wants no more does not wait for it: a live stream would keep the process.
    next.catch(() => undefined);
    stream.destroy();
  }
}

/**
 * Cuts a file like {@link lineChunks}, and reads each chunk right into its memory, the next one while the last is worked
 * on. A chunk is at most as long as asked for, a longer line aside.
 */
export async function* fileLineChunks(path: string, size: ChunkSize): AsyncGenerator<Buffer> {
  const file = await open(path);
  let next = readOn(file, Buffer.alloc(0), size.first);
  try {
    while (true) {
      const { read, isEnd } = await next;
      const whole = isEnd ? read.length : read.lastIndexOf(lineFeed) + 1;
      // A line that is longer than that is read by ever greater pieces.
      if (!isEnd) next = readOn(file, read.subarray(whole), Math.max(size.next, whole === 0 ? read.length : 0));
      if (whole > 0) yield read.subarray(0, whole);
      if (isEnd) return;
    }
  } finally {
    await next.catch(() => undefined);
    await file.close();
  }
}

/** So many of the file's next bytes, or all that are left, behind `rest`. */
async function readOn(file: FileHandle, rest: Buffer, wanted: number): Promise<{ read: Buffer; isEnd: boolean }> {
  const memory = Buffer.allocUnsafeSlow(rest.length + wanted);
  let length = rest.copy(memory);
  while (length < memory.length) {
    const { bytesRead } = await file.read(memory, length);
    if (bytesRead === 0) return { read: memory.subarray(0, length), isEnd: true };
    length += bytesRead;
  }
  return { read: memory, isEnd: false };
}

/** The promise's result, or "late" where it takes longer than that many milliseconds. */
async function soon<T>(promise: Promise<T>, patience: number | undefined): Promise<T | "late"> {
  if (patience === undefined) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => {
      resolve("late");
    }, patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
