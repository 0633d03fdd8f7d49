import type { ByteStream } from "../../host/byteStream";
import { moreBehindArray, unclosedArray } from "../json/arrayElements";
import { ElementScan, isSpace } from "./elementScan";
import { GrowingBytes } from "./growingBytes";
import { MovingPlace } from "./place";
import type { CutOptions, RecordBatch } from "./recordBatch";

/**
 * The elements of a JSON array, without ever holding the whole file. They are cut as `arrayElements` cuts a text. What
 * follows the array is read only if the whole file is wanted.
 *
 * An element whose brackets or quotes do not close would swallow the rest of the file. If the array has each element at
 * the start of a line, such an element ends before the next line that begins as the first element does.
 */
export async function* arrayBatches(pieces: ByteStream, options: CutOptions): AsyncGenerator<RecordBatch> {
  const cutter = new ArrayCutter(options);
  for await (const piece of pieces) {
    if (cutter.isDone && !options.whole) cutter.lookBehind(piece);
    else yield* cutter.batches(piece);
    // An array is complete before the stream ends: whoever writes it may keep it open.
    if (cutter.isDone && !options.whole && (options.live || cutter.hasMore)) return;
  }
  yield* cutter.rest();
}

class ArrayCutter {
  private readonly held = new GrowingBytes();
  private readonly place: MovingPlace;
  private record: number;
  /** Bytes of the file before the held bytes. */
  private byte: number;
  /** Starts and ends of the next batch's elements in the held bytes. */
  private spans: number[] = [];
  private tooLong: { record: number; bytes: number }[] = [];
  private state: "before" | "between" | "within" | "done" = "before";
  /** How far the held bytes have been looked at. */
  private at = 0;
  /** Where the current element begins; negative if its beginning is no longer held. */
  private begin = 0;
  private scan = new ElementScan();
  /** The line end and indentation before the first element and its bracket; undefined if it does not begin a line. */
  private lineStart: Uint8Array | undefined;
  private seenFirst = false;
  /**
   * Set after the first element that does not close: brackets are then no longer trusted, and each element ends at the
   * next one's line.
   */
  private resynchronising = false;

  constructor(private readonly options: CutOptions) {
    this.place = new MovingPlace(options.firstLine);
    this.record = options.firstRecord;
    this.byte = options.firstByte;
  }

  get isDone(): boolean {
    return this.state === "done";
  }

  /** Does more than white space stand behind the array? It is told once. */
  hasMore = false;

  /** Looks at bytes that stand behind the array's end. */
  lookBehind(bytes: Uint8Array): void {
    if (this.hasMore || bytes.every(isSpace)) return;
    this.hasMore = true;
    this.options.tell(moreBehindArray);
  }

  *batches(piece: Uint8Array): Generator<RecordBatch> {
    const wasDone = this.isDone;
    this.held.add(piece);
    this.step(false);
    if (this.isDone) this.lookBehind(wasDone ? piece : this.held.bytes.subarray(this.at + 1));
    const { size, live } = this.options;
    const whole = this.spans.at(-1) ?? 0;
    if (this.spans.length > 0 && (live || whole >= size || this.isDone || this.tooLong.length > 0)) yield this.take();
    this.discard();
    if (this.isDone) yield* this.behind();
  }

  *rest(): Generator<RecordBatch> {
    this.step(true);
    if (!this.isDone) this.options.tell(unclosedArray);
    if (this.spans.length > 0) yield this.take();
    yield* this.behind();
  }

  /** What follows the last element, if it is wanted. */
  private *behind(): Generator<RecordBatch> {
    const { length } = this.held.bytes;
    if (this.options.whole && length > 0) yield this.take(length);
  }

  /** Goes on until the bytes or the array end. */
  private step(isEnd: boolean): void {
    const { bytes } = this.held;
    while (this.state !== "done") {
      if (this.state === "before") {
        while (this.at < bytes.length && isSpace(bytes[this.at])) this.at++;
        if (this.at >= bytes.length) return;
        this.at++;
        this.state = "between";
      } else if (this.state === "between") {
        while (this.at < bytes.length && (isSpace(bytes[this.at]) || bytes[this.at] === 0x2c)) this.at++;
        if (this.at >= bytes.length) return;
        if (bytes[this.at] === 0x5d) {
          this.state = "done";
          return;
        }
        this.enter(bytes);
      } else if (!this.within(bytes, isEnd)) return;
    }
  }

  private enter(bytes: Uint8Array): void {
    this.begin = this.at;
    this.scan = new ElementScan();
    this.state = "within";
    if (this.seenFirst) return;
    this.seenFirst = true;
    const feed = bytes.lastIndexOf(0x0a, this.at);
    const indent = bytes.subarray(feed + 1, this.at);
    if (feed >= 0 && bytes[this.at] === 0x7b && indent.every(isSpace)) {
      this.lineStart = bytes.slice(feed, this.at + 1);
    }
  }

  /** @returns whether the element ended */
  private within(bytes: Uint8Array, isEnd: boolean): boolean {
    if (!this.resynchronising) {
      const end = this.scan.scan(bytes, this.at, bytes.length);
      if (typeof end === "number") {
        this.close(end);
        return true;
      }
      if (isEnd && end === undefined && !this.scan.isContainer) {
        this.close(bytes.length);
        return true;
      }
      const length = bytes.length - this.begin;
      const givenUp = length > this.options.longest && this.lineStart !== undefined;
      if (end === undefined && !isEnd && !givenUp) {
        this.at = bytes.length;
        return false;
      }
      this.resynchronising = true;
      // Searched from the element's beginning on. Nothing can be said about bytes that are no longer held.
      this.at = Math.max(0, this.begin + 1);
    }
    return this.toNextLine(bytes, isEnd);
  }

  private toNextLine(bytes: Uint8Array, isEnd: boolean): boolean {
    const { lineStart } = this;
    const next = lineStart === undefined ? -1 : indexOf(bytes, lineStart, Math.max(this.at, this.begin + 1));
    if (next >= 0 || isEnd) {
      this.close(endBefore(bytes, Math.max(0, this.begin), next < 0 ? bytes.length : next, next < 0));
      return true;
    }
    this.at = Math.max(this.at, bytes.length - (lineStart?.length ?? 1) + 1);
    return false;
  }

  private close(end: number): void {
    const bytes = end - this.begin;
    if (bytes > this.options.longest) this.tooLong.push({ record: this.spans.length / 2, bytes });
    this.spans.push(Math.max(0, this.begin), end);
    this.at = end;
    this.state = "between";
  }

  /** Returns the complete elements as a batch and keeps the rest. */
  private take(end = this.spans.at(-1) ?? 0): RecordBatch {
    const content = this.options.allocate(end);
    content.set(this.held.bytes.subarray(0, end));
    const { line, character } = this.place;
    this.options.check(content, line);
    const batch: RecordBatch = {
      content,
      spans: Uint32Array.from(this.spans),
      firstRecord: this.record,
      firstLine: line,
      firstCharacter: character,
      firstByte: this.byte,
      lines: this.place.moveOver(content),
      unfinished: false,
      tooLong: this.tooLong,
    };
    this.record += this.spans.length / 2;
    this.spans = [];
    this.tooLong = [];
    this.drop(end);
    return batch;
  }

  /** Drops the beginning of an element that is too long to be held. */
  private discard(): void {
    if (this.state !== "within" || this.spans.length > 0) return;
    if (this.at - this.begin <= this.options.longest || this.at === 0) return;
    const { at } = this;
    this.place.moveOver(this.held.bytes.subarray(0, at));
    this.drop(at);
  }

  private drop(count: number): void {
    this.held.drop(count);
    this.byte += count;
    this.at -= count;
    this.begin -= count;
  }
}

function indexOf(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const [first] = pattern;
  for (let at = bytes.indexOf(first as number, from); at >= 0; at = bytes.indexOf(first as number, at + 1)) {
    if (at + pattern.length > bytes.length) return -1;
    if (pattern.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

/** The end of an element that ends before `limit`, without white space, the comma and the array's own bracket. */
function endBefore(bytes: Uint8Array, start: number, limit: number, isLast: boolean): number {
  const trimmed = (from: number): number => {
    let end = from;
    while (end > start && isSpace(bytes[end - 1])) end--;
    return end;
  };
  let end = trimmed(limit);
  if (isLast && bytes[end - 1] === 0x5d) end = trimmed(end - 1);
  if (bytes[end - 1] === 0x2c) end--;
  return Math.max(end, start + 1);
}
