import type { RecordFormat } from "../../core/model/record";
import { decode } from "./decode";
import { countRecords } from "./recordTexts";

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
    return countRecords(this.content, this.format.container);
  }
}
