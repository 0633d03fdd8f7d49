import { FileFailure } from "../../host/byteSource";
import type { ByteStream } from "../../host/byteStream";
import type { Inflate } from "../../host/inflate";
import type { Utf8 } from "../../host/utf8";
import type { RecordContainer, RecordFormat } from "../../model/record";
import { forFileNamed } from "../reading/recogniseFile";
import { recogniseInput, type NotRecognised } from "../reading/recogniseInput";
import { signatureLength, signatureOf } from "../reading/signatures";
import { signatureOf as containerSignatureOf } from "../packed/signatures";
import { aheadBatches } from "./aheadBatches";
import { arrayBatches } from "./arrayBatches";
import { blankLine, lineBatches } from "./lineBatches";
import { numberedBatches } from "./numberedBatches";
import { Peeked } from "./peeked";
import type { CutOptions, RecordBatch } from "./recordBatch";
import { objectBatches, traceBatches, wholeBatch } from "./textBatches";
import { withoutPackedEnding } from "../fileEndings";
import { type Packing, unpack } from "./unpack";

/** The input to read, and what is known about it. */
export interface RecordInput {
  readonly name: string;
  /** Whether it was named, not found in a folder. */
  readonly named: boolean;
  readonly bytes: ByteStream;
  readonly asked?: string | undefined;
  /** Each line is a record, even if the first begins with `[`. */
  readonly lines?: boolean | undefined;
}

export interface ReadingPorts {
  readonly utf8: Utf8;
  readonly inflate: Inflate;
}

/** Records that are open for reading. A reader that stops before the end must close them. */
export interface OpenedRecords {
  readonly format: RecordFormat;
  /** Why they are read in this format, in words. */
  readonly reason: string;
  /** How they are packed. */
  readonly packed: Packing | undefined;
  /** Whether they begin with a byte-order mark, which is in no batch. */
  readonly isMarked: boolean;
  readonly batches: AsyncGenerator<RecordBatch>;
  close(): Promise<void>;
}

/**
 * How much of a file is looked at to recognise its records; for a stream that arrives piece by piece, only what comes
 * first.
 */
const headLength = 4 << 20;
/** The longest columns. They are held whole, because each of their rows is at many places of the file. */
const longestColumns = 500_000_000;

/**
 * Opens a stream of records: unpacks it, recognises its records from its beginning, and cuts it into batches. Memory is
 * bounded by the longest record.
 *
 * @throws FileFailure if it cannot be read or is no text
 */
export async function openRecords(
  input: RecordInput,
  ports: ReadingPorts,
  options: CutOptions,
): Promise<OpenedRecords | NotRecognised> {
  let stream = new Peeked(input.bytes);
  try {
    const signature = signatureOf(await stream.head(({ length }) => length >= signatureLength));
    if (signature?.why !== undefined) throw new FileFailure("ENOTTEXT", signature.why);
    const { packed } = signature ?? {};
    if (packed !== undefined) {
      stream = new Peeked(unpack(stream, packed, ports.inflate));
      await refuseWithin(stream, packed);
    }
    const isMarked = hasMark(await stream.head(({ length }) => length >= 3));
    if (isMarked) stream = new Peeked(withoutMark(stream));
    const head = await stream.head((bytes, piece) => isEnough(bytes, piece, input, options));
    const name = packed === undefined ? input.name : withoutPackedEnding(input.name);
    const text = ports.utf8.decode(head);
    if (input.asked === undefined && isBinary(head, text)) throw new FileFailure("ENOTTEXT", binary);
    const recognised = recogniseInput({ ...input, name, text });
    const found =
      "format" in recognised ? { ...recognised, format: forFileNamed(recognised.format, name) } : recognised;
    if (!("format" in found)) {
      await stream.close();
      // Its end was not reached, so nobody knows whether it is a record.
      const isCut = found.code === "unknown" && head.length > options.longest && !head.includes(lineFeed);
      return isCut ? { code: "record-too-long", why: firstLineTooLong(options.longest) } : found;
    }
    const opened = stream;
    const firstByte = options.firstByte + (isMarked ? markLength : 0);
    const cutAlone = cut(opened, found.format.container, ports.utf8, { ...options, firstByte });
    const numbered =
      found.format.holdsSeveral === true ? numberedBatches(cutAlone, found.format, ports.utf8) : cutAlone;
    // Who waits for each line's answer has not written the next one yet.
    const batches = found.format.looksAhead === true && !options.live ? aheadBatches(numbered) : numbered;
    return { ...found, packed, isMarked, batches, close: () => opened.close() };
  } catch (error) {
    await stream.close();
    throw error;
  }
}

/** What is packed has to be text: a table or an archive is read by ranges, which a packed stream has not. */
async function refuseWithin(stream: Peeked, packed: Packing): Promise<void> {
  const inner = await stream.head(({ length }) => length >= signatureLength);
  const again = signatureOf(inner)?.packed;
  const kind = again ?? containerSignatureOf(inner)?.kind;
  if (kind === undefined) return;
  const what = { gzip: "gzip", zstd: "zstd", parquet: "a Parquet table", zip: "a zip archive", unreadable: undefined }[
    kind
  ];
  const why = what === undefined ? "a file that is no text" : what;
  throw new FileFailure(
    "ENOTTEXT",
    `it is ${why}, packed with ${packed}: unpack it once (${unpackedBy[packed]}), and read what comes of it`,
  );
}

const unpackedBy: Readonly<Record<Packing, string>> = { gzip: "gzip -d FILE", zstd: "zstd -d FILE" };

const binary = "it is a binary file, not text, and of no kind that is known here";
/** How much of a file is looked at to tell whether it is text. */
const binaryHead = 8000;

/** Text holds no NUL, and its bytes are UTF-8; text that has one of the two faults is still read. */
function isBinary(head: Uint8Array, text: string): boolean {
  return head.subarray(0, binaryHead).includes(0) && text.slice(0, binaryHead).includes("\uFFFD");
}

function firstLineTooLong(longest: number): string {
  const mebibytes = Math.floor(longest / (1 << 20));
  return `its first line is longer than ${mebibytes} MiB, more than is read at once, so nothing of it was checked. --max-record gives it more`;
}

/** Length of a byte-order mark in bytes. */
const markLength = 3;

/** As in an editor, a byte-order mark is not part of the first line. */
function hasMark(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

async function* withoutMark(stream: Peeked): AsyncGenerator<Uint8Array> {
  let left = markLength;
  for await (const piece of stream) {
    const passed = Math.min(left, piece.length);
    left -= passed;
    if (passed < piece.length) yield piece.subarray(passed);
  }
}

const lineFeed = 0x0a;

/** Whether enough of the beginning has arrived to recognise the records. */
function isEnough(
  head: Uint8Array,
  piece: Uint8Array,
  { asked, lines }: RecordInput,
  { live, longest }: CutOptions,
): boolean {
  if (asked !== undefined && lines === true) return true;
  const hasLine = head.subarray(0, headLength).includes(lineFeed) || piece.includes(lineFeed);
  if (!hasLine) return head.length > longest;
  if (head.length >= headLength) return true;
  if (!live) return false;
  if (asked === "trace") return true;
  const line = firstFilledLine(head);
  if (line === undefined) return false;
  // The first line of an array, or of an object over several lines, says nothing.
  return lines === true || !(line[0] === 0x5b || (line[0] === 0x7b && line.length === 1));
}

/** The first complete line that is not blank, without white space around it. */
function firstFilledLine(head: Uint8Array): Uint8Array | undefined {
  for (let start = 0, end = head.indexOf(lineFeed); end >= 0;) {
    const line = head.subarray(start, end);
    const begin = line.findIndex((byte) => byte > 0x20);
    if (begin >= 0) return line.subarray(begin, line.findLastIndex((byte) => byte > 0x20) + 1);
    start = end + 1;
    end = head.indexOf(lineFeed, start);
  }
  return undefined;
}

function cut(
  stream: ByteStream,
  container: RecordContainer,
  utf8: Utf8,
  options: CutOptions,
): AsyncGenerator<RecordBatch> {
  switch (container) {
    case "jsonl":
    case "column-lines":
      return lineBatches(stream, options, blankLine(utf8));
    case "array":
      return arrayBatches(stream, options);
    case "trace":
      return traceBatches(stream, options, utf8);
    case "object":
      return wholeBatch(stream, options, utf8, options.longest);
    case "objects":
      return objectBatches(wholeBatch(stream, options, utf8, longestColumns));
    case "session":
    case "columns":
      return wholeBatch(stream, options, utf8, longestColumns);
  }
}
