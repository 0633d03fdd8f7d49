import type { RecordContainer } from "../../core/model/record";
import { splitRecords } from "../../core/records/reading/split";
import { textOf } from "../../core/text/span";
import { decode, Decoder } from "./decode";
import { filledLines, lineFeeds, type Line } from "./lines";

/** The text of one record of a batch. */
export interface RecordText {
  readonly text: string;
  /** Number of its first line among the batch's, from 0. */
  readonly line: number;
  /** The last line of JSONL, without a line end. */
  readonly unfinished: boolean;
}

/**
 * The texts of a batch's records, one after the other.
 *
 * Lines of JSON are cut in the bytes and decoded each for itself: a text of some kilobytes dies where it was made, while
 * one of a mebibyte lies outside of V8's heap and makes it collect all of its garbage again and again.
 */
export function recordTexts(content: string | Uint8Array, container: RecordContainer): Iterable<RecordText> {
  if (isPlainLines(content, container)) return textsOfLines(content);
  return textsOfSlices(typeof content === "string" ? content : decode(content), container);
}

/** How many they are; columns are one. */
export function countRecords(content: string | Uint8Array, container: RecordContainer): number {
  if (isPlainLines(content, container)) return filledLines(content).length;
  return splitRecords(typeof content === "string" ? content : decode(content), container).length;
}

/** What begins as an object does is neither a byte-order mark nor a pointer to a file elsewhere. */
function isPlainLines(content: string | Uint8Array, container: RecordContainer): content is Uint8Array {
  return container === "jsonl" && typeof content !== "string" && content[0] === openBrace;
}

const openBrace = 0x7b;

function textsOfLines(bytes: Uint8Array): RecordText[] {
  const decoder = new Decoder(bytes);
  return filledLines(bytes).map((line) => new LineText(decoder, line));
}

/** The text of a line, decoded when it is asked for and not kept. */
class LineText implements RecordText {
  readonly line: number;
  readonly unfinished: boolean;

  constructor(
    private readonly decoder: Decoder,
    private readonly place: Line,
  ) {
    this.line = place.number;
    this.unfinished = !place.isEnded;
  }

  get text(): string {
    return this.decoder.decode(this.place.start, this.place.end);
  }
}

function* textsOfSlices(text: string, container: RecordContainer): Generator<RecordText> {
  let line = 0;
  let counted = 0;
  for (const { span, unfinished = false } of splitRecords(text, container)) {
    line += lineFeeds(text.slice(counted, span.start));
    counted = span.start;
    yield { text: textOf(text, span), line, unfinished };
  }
}
