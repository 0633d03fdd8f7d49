import type { ByteStream } from "../../host/byteStream";
import type { Utf8 } from "../../host/utf8";
import { countRecords, type CutOptions, type RecordBatch } from "./recordBatch";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Bytes up to the end of a line (the last ones: up to the end of the stream), or the length of a line that is too long
 * to be held. Whether such a line is blank is unknown.
 */
export type Lines = { readonly bytes: Uint8Array; readonly isEnd: boolean } | { readonly tooLong: number };

/** Bytes of the first batch. */
const firstSize = 32 << 10;

/**
 * Cuts a stream at line ends. Holds no more than a batch and the line that its end cuts off.
 *
 * @param pieces of any length; their bytes are copied unless there is room before them for a line that was cut off
 */
export async function* wholeLines(
  pieces: ByteStream,
  { size, live, longest, allocate, withRoom }: Pick<CutOptions, "size" | "live" | "longest" | "allocate" | "withRoom">,
): AsyncGenerator<Lines> {
  let whole: Uint8Array[] = [];
  let wholeLength = 0;
  let tail: Uint8Array[] = [];
  let tailLength = 0;
  /** Bytes of a line that was too long and is no longer held. */
  let discarded = 0;
  /** The first batches are small, so that their findings are reported soon. */
  let wanted = Math.min(size, firstSize);
  const take = (isEnd: boolean): Lines => {
    const bytes = joined(whole, wholeLength, allocate);
    whole = [];
    wholeLength = 0;
    wanted = Math.min(size, 2 * wanted);
    return { bytes, isEnd };
  };
  for await (const read of pieces) {
    let piece = read;
    if (discarded > 0) {
      const feed = piece.indexOf(lineFeed);
      discarded += feed < 0 ? piece.length : feed;
      if (feed < 0) continue;
      yield { tooLong: discarded };
      discarded = 0;
      piece = piece.subarray(feed + 1);
    }
    const last = piece.lastIndexOf(lineFeed);
    const isEnough = live || 2 * (tailLength + last + 1) >= wanted;
    const inPlace =
      last >= 0 && whole.length === 0 && isEnough ? withRoom(piece.subarray(0, last + 1), tailLength) : undefined;
    if (inPlace !== undefined) {
      putTogether(tail, inPlace);
      wanted = Math.min(size, 2 * wanted);
      yield { bytes: inPlace, isEnd: false };
    } else if (last >= 0) {
      whole.push(...tail, piece.subarray(0, last + 1));
      wholeLength += tailLength + last + 1;
    }
    if (last >= 0) {
      tail = [];
      tailLength = 0;
    }
    if (last + 1 < piece.length) {
      tail.push(piece.subarray(last + 1));
      tailLength += piece.length - last - 1;
    }
    if (wholeLength > 0 && (live || wholeLength >= wanted || tailLength > longest)) yield take(false);
    if (tailLength > longest) {
      discarded = tailLength;
      tail = [];
      tailLength = 0;
    }
  }
  if (discarded > 0) yield { tooLong: discarded };
  whole.push(...tail);
  wholeLength += tailLength;
  if (wholeLength > 0) yield take(true);
}

function joined(pieces: readonly Uint8Array[], length: number, allocate: CutOptions["allocate"]): Uint8Array {
  const bytes = allocate(length);
  putTogether(pieces, bytes);
  return bytes;
}

function putTogether(pieces: readonly Uint8Array[], into: Uint8Array): void {
  let at = 0;
  for (const piece of pieces) {
    into.set(piece, at);
    at += piece.length;
  }
}

/** Recognises lines with only white space. */
export function blankLine(utf8: Utf8): (bytes: Uint8Array) => boolean {
  return (bytes) => utf8.decode(bytes).trim() === "";
}

/** The records of JSONL: its lines that are not blank. */
export async function* lineBatches(
  pieces: ByteStream,
  options: CutOptions,
  isBlank: (bytes: Uint8Array) => boolean,
): AsyncGenerator<RecordBatch> {
  let { firstRecord, firstLine, firstByte } = options;
  const placed = (batch: RecordBatch, bytes: number): RecordBatch => {
    const result = { ...batch, firstRecord, firstLine, firstByte };
    firstRecord += countRecords(batch);
    firstLine += batch.lines;
    firstByte += bytes;
    return result;
  };
  for await (const lines of wholeLines(pieces, options)) {
    if ("tooLong" in lines) {
      // A line that is not held is followed by its line feed or the stream's end.
      yield placed(longLine(lines.tooLong), lines.tooLong + 1);
      continue;
    }
    options.check(lines.bytes, firstLine);
    for (let rest = lines.bytes; rest.length > 0;) {
      const { batch, length } = cutLines(rest, options.longest, isBlank);
      yield placed(batch, length);
      rest = rest.subarray(length);
    }
  }
}

/** The most records of a batch: the results of very short lines are many times as long as the lines. */
const maxRecords = 4096;

function longLine(bytes: number): RecordBatch {
  const tooLong = [{ record: 0, bytes }];
  return { ...noRecords, content: "", spans: Uint32Array.of(0, 0), lines: 1, tooLong };
}

const noRecords: RecordBatch = {
  content: "",
  spans: new Uint32Array(0),
  firstRecord: 0,
  firstLine: 0,
  firstCharacter: 0,
  firstByte: 0,
  lines: 0,
  unfinished: false,
  tooLong: [],
};

/** The first lines as a batch, and their length in bytes. */
function cutLines(
  lines: Uint8Array,
  longest: number,
  isBlank: (bytes: Uint8Array) => boolean,
): { readonly batch: RecordBatch; readonly length: number } {
  const spans: number[] = [];
  const tooLong: { record: number; bytes: number }[] = [];
  let count = 0;
  let unfinished = false;
  let start = 0;
  for (; start < lines.length && spans.length < 2 * maxRecords; count++) {
    const feed = lines.indexOf(lineFeed, start);
    const next = feed < 0 ? lines.length : feed;
    const end = next > start && lines[next - 1] === carriageReturn ? next - 1 : next;
    if (beginsFilled(lines, start, end) || (end > start && !isBlank(lines.subarray(start, end)))) {
      if (next - start > longest) tooLong.push({ record: spans.length / 2, bytes: next - start });
      spans.push(start, end);
      unfinished = feed < 0;
    }
    start = next + 1;
  }
  const length = Math.min(start, lines.length);
  const content = lines.subarray(0, length);
  return {
    batch: { ...noRecords, content, spans: Uint32Array.from(spans), lines: count, unfinished, tooLong },
    length,
  };
}

/** Most lines begin with a character other than white space, which its byte shows. */
function beginsFilled(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number;
  return start < end && first > 0x20 && first < 0x7f;
}
