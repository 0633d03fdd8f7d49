import type { RecordFormat } from "../../core/model/record";
import { findSampleStarts } from "../../core/records/traceFile/headers";
import { InputFailure } from "../failure";
import type { World } from "../world";
import { Batch } from "./batch";
import { fileChunks, fileLineChunks, lineChunks, streamChunks } from "../../node/chunks";
import { decode, firstInvalidLine, refuseOtherThanText, withoutMark } from "./decode";
import { whyUnreadable, type Input } from "../../node/inputs";
import { isBlank, lineFeeds } from "./lines";
import { nothing, recognise } from "./recognise";

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
    input.path === undefined ? lineChunks(world.stdin, streamChunks) : fileLineChunks(input.path, fileChunks);
  try {
    const filled = filledChunks(input, chunks, onInvalidUtf8);
    const first = await filled.next();
    const head = first.done === true ? nothingRead : first.value;
    const format = recognise(input, decode(head.bytes), recordFormat);
    if (format === nothing) await world.stderr.line(`${input.name}: nothing to read: it is empty.`);
    if (format === undefined || format === nothing) return;
    let firstLine = 0;
    for await (const { content, lines } of cut(input, format, head, filled)) {
      yield new Batch(format, content, firstLine);
      firstLine += lines;
    }
  } catch (error) {
    if (error instanceof InputFailure) throw error;
    throw new InputFailure(`${input.name}: cannot be read: ${whyUnreadable(error)}.`);
  }
}

/** Some lines of a file. */
interface Chunk {
  readonly bytes: Buffer;
  /** How many lines end in it. */
  readonly lines: number;
}

const nothingRead: Chunk = { bytes: Buffer.alloc(0), lines: 0 };

/** The chunks, the first one not blank. A byte-order mark is no character of the first line, as in an editor. */
async function* filledChunks(
  input: Input,
  chunks: AsyncGenerator<Buffer>,
  onInvalidUtf8: (line: number) => void,
): AsyncGenerator<Chunk> {
  let line = 0;
  let blank: Buffer[] | undefined = [];
  for await (const chunk of chunks) {
    if (line === 0) refuseOtherThanText(input.name, chunk);
    const invalid = firstInvalidLine(chunk);
    if (invalid !== undefined) onInvalidUtf8(line + invalid);
    const bytes = line === 0 ? withoutMark(chunk) : chunk;
    const lines = lineFeeds(chunk);
    line += lines;
    if (blank === undefined) yield { bytes, lines };
    else {
      blank.push(bytes);
      if (isBlank(bytes)) continue;
      yield { bytes: blank.length === 1 ? bytes : Buffer.concat(blank), lines: line };
      blank = undefined;
    }
  }
  if (blank !== undefined && blank.length > 0) yield { bytes: Buffer.concat(blank), lines: line };
}

/** Some records of a file, and how many lines end in them. */
interface Piece {
  readonly content: string | Buffer;
  readonly lines: number;
}

async function* cut(
  input: Input,
  format: RecordFormat,
  head: Chunk,
  rest: AsyncGenerator<Chunk>,
): AsyncGenerator<Piece> {
  switch (format.container) {
    case "jsonl":
      yield { content: head.bytes, lines: head.lines };
      for await (const { bytes, lines } of rest) yield { content: bytes, lines };
      return;
    case "trace":
      for await (const content of atSamples(decode(head.bytes), rest)) yield { content, lines: lineFeeds(content) };
      return;
    case "array":
    case "object":
    case "columns": {
      const first = decode(head.bytes);
      const texts = [first];
      let { length } = first;
      for await (const { bytes } of rest) {
        const text = decode(bytes);
        length += text.length;
        if (length > longestText) {
          throw new InputFailure(
            `${input.name}: is one JSON value of more than ${longestText / 1e6} MB, which cannot be held in memory. Write it as JSONL, one record a line.`,
          );
        }
        texts.push(text);
      }
      // It is all that there is: nothing follows whose first line would be asked for.
      yield { content: texts.join(""), lines: 0 };
    }
  }
}

/** Cuts before a `@sample` line: what precedes it is whole. */
async function* atSamples(head: string, rest: AsyncGenerator<Chunk>): AsyncGenerator<string> {
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
  for await (const { bytes } of rest) yield* take(decode(bytes));
  yield held.join("");
}
