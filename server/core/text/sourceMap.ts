import type { Span } from "./span";

/**
 * Maps a part's text to the place in the record where it is written, and back.
 *
 * A part's text is what the model wrote. The record can hold it in another form: as a JSON string with escapes, with
 * CRLF for LF, with an `@` put before a line that would read as a header. "Source" is the record's own text; its
 * offsets are UTF-16 and relative to the record's start, so that a record can move in its file without a new map.
 *
 * Laws, proved by property tests for every implementation:
 * - `toSource` is strictly increasing on `0 … text.length`;
 * - `toText(toSource(i)) === i`, and `toText` of a place inside an escape is the character the escape stands for;
 * - replacing `toSourceSpan(s)` by `encode(t)` and reading again gives the text with `s` replaced by `t`, unless the
 *   part is `unwritten`.
 */
export interface SourceMap {
  /** The record offset where the character at `offset` begins. `text.length` maps to the end of the part's source. */
  toSource(offset: number): number;
  /** The text offset of the character at a record offset; undefined outside the part. */
  toText(sourceOffset: number): number | undefined;
  /** The form in which `text` must be written in the record, so that it reads as `text`. */
  encode(text: string): string;
  /**
   * Is there no text in the record? (An assistant turn may consist of calls alone.) Such a part is empty, has a place
   * for findings to point to, and cannot be edited: `encode` returns an empty text.
   */
  readonly unwritten?: true;
}

/** The record span that holds a span of the part's text. */
export function toSourceSpan(map: SourceMap, range: Span): Span {
  return { start: map.toSource(range.start), end: map.toSource(range.end) };
}

/** The map of a part that the record holds unchanged, from `base` on. */
export class PlainSourceMap implements SourceMap {
  constructor(
    private readonly base: number,
    private readonly length: number,
  ) {}

  toSource(offset: number): number {
    return this.base + offset;
  }

  toText(sourceOffset: number): number | undefined {
    const offset = sourceOffset - this.base;
    return offset >= 0 && offset <= this.length ? offset : undefined;
  }

  encode(text: string): string {
    return text;
  }
}

/** The map of a part that the record has no text for. */
export class UnwrittenSourceMap implements SourceMap {
  readonly unwritten = true;

  /** @param place in the record, for findings to point to */
  constructor(private readonly place: number) {}

  toSource(): number {
    return this.place;
  }

  toText(sourceOffset: number): number | undefined {
    return sourceOffset === this.place ? 0 : undefined;
  }

  encode(): string {
    return "";
  }
}
