import { createReadStream } from "node:fs";
import type { RecordFormat } from "../../core/model/record";
import { findSampleStarts } from "../../core/records/traceFile/headers";
import { InputFailure } from "../failure";
import type { World } from "../world";
import { fileChunks, lineChunks, streamChunks } from "./chunks";
import { decode, refuseOtherThanText } from "./decode";
import { whyUnreadable, type Input } from "./inputs";
import { nothing, recognise } from "./recognise";

/** Some consecutive records of a file: what is read, audited and told at once, so that memory stays flat. */
export interface Batch {
  readonly format: RecordFormat;
  readonly text: string;
  /** Number of the text's first line in the file, from 0. */
  readonly firstLine: number;
}

/** A file that is one JSON value has to fit into one of V8's strings. */
const longestText = 500_000_000;

/**
 * Reads an input in batches. None for a file that was found in a folder and holds no records that we know, and for an
 * empty one, which is told.
 *
 * @param onInvalidUtf8 hears of bytes that are no UTF-8, with the line that has the first of them, from 0.
 * @throws InputFailure where the input cannot be read.
 */
export async function* readBatches(
  input: Input,
  recordFormat: string | undefined,
  world: World,
  onInvalidUtf8: (line: number) => void,
): AsyncGenerator<Batch> {
  const chunks =
    input.path === undefined
      ? lineChunks(world.stdin, streamChunks)
      : lineChunks(createReadStream(input.path, { highWaterMark: 1 << 20 }), fileChunks);
  try {
    const texts = decoded(input, chunks, onInvalidUtf8);
    const first = await texts.next();
    const head = first.done === true ? "" : first.value;
    const format = recognise(input, head, recordFormat);
    if (format === nothing) await world.stderr.line(`${input.name}: nothing to read: it is empty.`);
    if (format === undefined || format === nothing) return;
    let firstLine = 0;
    for await (const text of cut(input, format, head, texts)) {
      yield { format, text, firstLine };
      firstLine += lineFeeds(text);
    }
  } catch (error) {
    if (error instanceof InputFailure) throw error;
    throw new InputFailure(`${input.name}: cannot be read: ${whyUnreadable(error)}.`);
  }
}

/** The chunks as text, the first one not blank. A byte-order mark is no character of the first line, as in an editor. */
async function* decoded(
  input: Input,
  chunks: AsyncGenerator<Buffer>,
  onInvalidUtf8: (line: number) => void,
): AsyncGenerator<string> {
  let line = 0;
  let blank: string | undefined = "";
  for await (const chunk of chunks) {
    if (line === 0) refuseOtherThanText(input.name, chunk);
    const text: string =
      (blank ?? "") +
      decode(chunk, (invalid) => onInvalidUtf8(line + invalid)).replace(/^\uFEFF/, line === 0 ? "" : "$&");
    line += lineFeeds(text) - (blank === undefined ? 0 : lineFeeds(blank));
    const isBlank: boolean = blank !== undefined && text.trim() === "";
    blank = isBlank ? text : undefined;
    if (!isBlank) yield text;
  }
  if (blank !== undefined && blank !== "") yield blank;
}

async function* cut(
  input: Input,
  format: RecordFormat,
  head: string,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  switch (format.container) {
    case "jsonl":
      yield head;
      yield* rest;
      return;
    case "trace":
      yield* atSamples(head, rest);
      return;
    case "array":
    case "object":
    case "columns": {
      const texts = [head];
      let length = head.length;
      for await (const text of rest) {
        length += text.length;
        if (length > longestText) {
          throw new InputFailure(
            `${input.name}: is one JSON value of more than ${longestText / 1e6} MB, which cannot be held in memory. Write it as JSONL, one record a line.`,
          );
        }
        texts.push(text);
      }
      yield texts.join("");
    }
  }
}

/** Cuts before a `@sample` line: what precedes it is whole. */
async function* atSamples(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  let held: string[] = [];
  let isBlank = true;
  const take = function* (text: string): Generator<string> {
    const begin = findSampleStarts(text).at(-1);
    if (begin === undefined || (begin === 0 && isBlank)) {
      held.push(text);
      isBlank &&= text.trim() === "";
      return;
    }
    yield held.join("") + text.slice(0, begin);
    held = [text.slice(begin)];
    isBlank = false;
  };
  yield* take(head);
  for await (const text of rest) yield* take(text);
  yield held.join("");
}

function lineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
