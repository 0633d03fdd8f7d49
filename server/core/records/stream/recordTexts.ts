import type { Utf8 } from "../../host/utf8";
import { lineFeeds, MovingPlace } from "./place";
import type { RecordBatch } from "./recordBatch";

/** The text of one record and its place in the file. */
export interface RecordText {
  readonly text: string;
  /** Number of the record in the file, from 0; if the text holds several, of the first. */
  readonly index: number;
  /** Where it begins in the file: line and UTF-16 character, from 0. */
  readonly line: number;
  readonly character: number;
  /** It is the last line of JSONL and has no line end. */
  readonly unfinished: boolean;
  /** Gives the text of the record behind it; undefined if there is none, or none that is known. */
  readonly next?: () => string | undefined;
  /** Bytes of a record that is too long to be read; its text is empty. */
  readonly tooLong: number | undefined;
}

/**
 * The records of a batch, one after the other.
 *
 * Each is decoded separately: V8 frees a text of some kilobytes in its young generation, while one of a mebibyte lies
 * outside of that heap and makes V8 collect all of its garbage again and again.
 */
export function* recordTexts(batch: RecordBatch, utf8: Utf8): Generator<RecordText> {
  const { content, spans } = batch;
  const slice = slicer(content, utf8);
  const place = new MovingPlace(batch.firstLine);
  place.character = batch.firstCharacter;
  const count = spans.length / 2;
  let done = 0;
  let index = batch.firstRecord;
  for (let i = 0; i < count; i++) {
    const [start, end] = [spans[2 * i] as number, spans[2 * i + 1] as number];
    moveOver(place, content, done, start);
    done = start;
    const tooLong = batch.tooLong.find(({ record }) => record === i)?.bytes;
    yield {
      text: tooLong === undefined ? slice(start, end) : "",
      index,
      line: place.line,
      character: place.character,
      unfinished: batch.unfinished && i === count - 1,
      next: () => nextText(batch, i + 1, utf8),
      tooLong,
    };
    index += batch.counts?.[i] ?? 1;
  }
}

function nextText({ content, spans, next, tooLong }: RecordBatch, i: number, utf8: Utf8): string | undefined {
  const [start, end] = [spans[2 * i], spans[2 * i + 1]];
  if (start === undefined || end === undefined) return typeof next === "object" ? utf8.decode(next) : next;
  if (tooLong.some(({ record }) => record === i)) return undefined;
  return typeof content === "string" ? content.slice(start, end) : utf8.decode(content.subarray(start, end));
}

function moveOver(place: MovingPlace, content: Uint8Array | string, start: number, end: number): void {
  if (end === start) return;
  if (typeof content !== "string") {
    place.moveOver(content.subarray(start, end));
    return;
  }
  const passed = content.slice(start, end);
  const feeds = lineFeeds(passed);
  place.line += feeds;
  place.character = feeds > 0 ? passed.length - passed.lastIndexOf("\n") - 1 : place.character + passed.length;
}

/** Characters that are decoded at a time: few enough to stay in V8's young generation. */
const windowLength = 1 << 16;

/**
 * Returns the texts of ascending ranges, each of whole characters. For plain ASCII many are decoded at a time, because
 * a call to the host costs more than decoding a line.
 */
function slicer(content: Uint8Array | string, utf8: Utf8): (start: number, end: number) => string {
  if (typeof content === "string") return (start, end) => content.slice(start, end);
  if (!utf8.isAscii(content)) return (start, end) => utf8.decode(content.subarray(start, end));
  let window = "";
  let windowStart = 0;
  return (start, end) => {
    if (end - start > windowLength) return utf8.decode(content.subarray(start, end));
    if (start < windowStart || end > windowStart + window.length) {
      windowStart = start;
      window = utf8.decode(content.subarray(start, start + windowLength));
    }
    return window.slice(start - windowStart, end - windowStart);
  };
}
