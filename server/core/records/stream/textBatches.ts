import type { ByteStream } from "../../host/byteStream";
import type { Utf8 } from "../../host/utf8";
import { splitJson } from "../json/splitJson";
import { findSampleStarts } from "../traceFile/headers";
import { splitTraceFile } from "../traceFile/traceFileFormat";
import { wholeLines } from "./lineBatches";
import { lineFeeds } from "./place";
import type { CutOptions, RecordBatch } from "./recordBatch";

/** The samples of a `.trace` file. It is cut before `@sample` lines, so that the sample before one is complete. */
export async function* traceBatches(pieces: ByteStream, options: CutOptions, utf8: Utf8): AsyncGenerator<RecordBatch> {
  const { longest } = options;
  let { firstRecord, firstLine } = options;
  const batchOf = (content: string, tooLong: number): RecordBatch => {
    const spans =
      tooLong > 0 ? [0, content.length] : splitTraceFile(content).flatMap(({ span }) => [span.start, span.end]);
    const batch: RecordBatch = {
      content,
      spans: Uint32Array.from(spans),
      firstRecord,
      firstLine,
      firstCharacter: 0,
      firstByte: undefined,
      lines: lineFeeds(content),
      unfinished: false,
      tooLong: tooLong > 0 ? [{ record: 0, bytes: tooLong }] : [],
    };
    firstRecord += spans.length / 2;
    firstLine += batch.lines;
    return batch;
  };
  let held: string[] = [];
  let length = 0;
  let isBlank = true;
  /** Characters and lines of a sample that was too long and is no longer held. */
  let [discarded, discardedLines] = [0, 0];
  const whole = (rest: string): RecordBatch => {
    if (discarded > 0) {
      const batch = { ...batchOf("", discarded + rest.length), lines: discardedLines + lineFeeds(rest) };
      firstLine += batch.lines;
      [discarded, discardedLines] = [0, 0];
      return batch;
    }
    return batchOf(held.join("") + rest, 0);
  };
  let line = firstLine;
  for await (const lines of wholeLines(pieces, { ...options, longest })) {
    if ("tooLong" in lines) {
      discarded += length + lines.tooLong;
      discardedLines += held.reduce((sum, text) => sum + lineFeeds(text), 0) + 1;
      [held, length, isBlank] = [[], 0, false];
      line++;
      continue;
    }
    options.check(lines.bytes, line);
    const text = utf8.decode(lines.bytes);
    line += lineFeeds(text);
    const begin = findSampleStarts(text).at(-1);
    if (begin === undefined || (begin === 0 && isBlank)) {
      if (discarded > 0 || length + text.length > longest) {
        discarded += length + text.length;
        discardedLines += [...held, text].reduce((sum, one) => sum + lineFeeds(one), 0);
        held = [];
        length = 0;
      } else {
        held.push(text);
        length += text.length;
      }
      isBlank &&= text.trim() === "";
      continue;
    }
    // A batch holds the held text and the beginning of the piece. A sample that is too long ends at the piece's first
    // `@sample`.
    const first = discarded > 0 ? (findSampleStarts(text)[0] ?? begin) : begin;
    yield whole(text.slice(0, first));
    if (first < begin) yield batchOf(text.slice(first, begin), 0);
    held = [text.slice(begin)];
    length = text.length - begin;
    isBlank = false;
  }
  if (discarded > 0 || length > 0 || held.length > 0) yield whole("");
}

/** A file that is one text: a JSON object, or columns with a record in every row. */
export async function* wholeBatch(
  pieces: ByteStream,
  options: CutOptions,
  utf8: Utf8,
  longest: number,
): AsyncGenerator<RecordBatch> {
  const texts: string[] = [];
  let length = 0;
  let line = options.firstLine;
  for await (const lines of wholeLines(pieces, { ...options, longest })) {
    length += "tooLong" in lines ? lines.tooLong : lines.bytes.length;
    if ("tooLong" in lines) continue;
    options.check(lines.bytes, line);
    line += lineFeeds(lines.bytes);
    if (length > longest) texts.length = 0;
    else texts.push(utf8.decode(lines.bytes));
  }
  const isTooLong = length > longest;
  const content = texts.join("");
  const start = content.length - content.trimStart().length;
  yield {
    content,
    spans: isTooLong ? Uint32Array.of(0, 0) : Uint32Array.of(start, Math.max(start, content.trimEnd().length)),
    firstRecord: options.firstRecord,
    firstLine: options.firstLine,
    firstCharacter: 0,
    firstByte: undefined,
    lines: lineFeeds(content),
    unfinished: false,
    tooLong: isTooLong ? [{ record: 0, bytes: length }] : [],
  };
}

/** The JSON values of a text, one after the other and each over many lines, as records. */
export async function* objectBatches(whole: AsyncIterable<RecordBatch>): AsyncGenerator<RecordBatch> {
  for await (const batch of whole) {
    const { content, tooLong } = batch;
    if (typeof content !== "string" || tooLong.length > 0) yield batch;
    else {
      const { slices } = splitJson(content, "objects");
      yield { ...batch, spans: Uint32Array.from(slices.flatMap(({ span }) => [span.start, span.end])) };
    }
  }
}
