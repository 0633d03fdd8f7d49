import { lowerBound } from "../../text/sorted";
import type { SourceMap } from "../../text/sourceMap";
import type { Span } from "../../text/span";
import { StringStyle } from "./stringStyle";

const backslash = "\\";

/**
 * The map of a text that is written as a JSON string.
 *
 * A literal without escapes costs one scan for a backslash, made on first use. One with escapes keeps their places:
 * every escape stands for exactly one UTF-16 unit, and between two escapes the literal equals the text.
 */
export class JsonStringMap implements SourceMap {
  /** The text offsets of the units that are written as escapes, ascending; built on first use. */
  private units: readonly number[] | undefined;
  /** The end of each of these escapes. */
  private ends: readonly number[] = [];
  private style: StringStyle | undefined;
  private readonly first: number;
  /** The offset of the closing quote. */
  private readonly last: number;

  /** @param literal the span of a valid JSON string in `source`, quotes included */
  constructor(
    private readonly source: string,
    literal: Span,
  ) {
    this.first = literal.start + 1;
    this.last = literal.end - 1;
  }

  toSource(offset: number): number {
    const before = lowerBound(this.escapes(), offset) - 1;
    const unit = this.units?.[before];
    const end = this.ends[before];
    return unit === undefined || end === undefined ? this.first + offset : end + offset - unit - 1;
  }

  toText(sourceOffset: number): number | undefined {
    if (sourceOffset < this.first || sourceOffset > this.last) return undefined;
    const units = this.escapes();
    // The first escape that ends beyond the offset may hold it; the escape before that ends before it.
    const next = lowerBound(this.ends, sourceOffset + 1);
    const behind = units[next - 1];
    const behindEnd = this.ends[next - 1];
    const plain =
      behind === undefined || behindEnd === undefined
        ? sourceOffset - this.first
        : behind + 1 + sourceOffset - behindEnd;
    const unit = units[next];
    return unit === undefined ? plain : Math.min(plain, unit);
  }

  encode(text: string): string {
    this.style ??= new StringStyle(this.source, this.first, this.last);
    return this.style.encode(text);
  }

  private escapes(): readonly number[] {
    if (this.units !== undefined) return this.units;
    const units: number[] = [];
    const ends: number[] = [];
    let shorter = 0;
    for (let at = this.source.indexOf(backslash, this.first); at >= 0 && at < this.last;) {
      const length = this.source[at + 1] === "u" ? 6 : 2;
      units.push(at - this.first - shorter);
      ends.push(at + length);
      shorter += length - 1;
      at = this.source.indexOf(backslash, at + length);
    }
    this.ends = ends;
    this.units = units;
    return units;
  }
}
