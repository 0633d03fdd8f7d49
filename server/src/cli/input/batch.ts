import type { RecordFormat } from "../../core/model/record";
import { splitRecords } from "../../core/records/split";
import { decode } from "./decode";
import { filledLines } from "./lines";

/** Some consecutive records of a file: what is read, audited and told at once, so that memory stays flat. */
export class Batch {
  private decoded: string | undefined;

  constructor(
    readonly format: RecordFormat,
    /** The text, or its bytes in UTF-8, alone in their memory: who gives them to another thread asks no more for the text. */
    readonly content: string | Uint8Array,
    /** Number of the text's first line in the file, from 0. */
    readonly firstLine: number,
  ) {}

  get text(): string {
    this.decoded ??= typeof this.content === "string" ? this.content : decode(this.content);
    return this.decoded;
  }

  /** How many records it holds; columns are one. */
  countRecords(): number {
    const { content } = this;
    const { container } = this.format;
    // What begins as an object does is neither blank nor a pointer to a file elsewhere, and need not be decoded for this.
    const isPlain = container === "jsonl" && typeof content !== "string" && content[0] === openBrace;
    return isPlain ? filledLines(content) : splitRecords(this.text, container).length;
  }
}

const openBrace = 0x7b;
