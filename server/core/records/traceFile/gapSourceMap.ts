import { lowerBound } from "../../text/sorted";
import type { SourceMap } from "../../text/sourceMap";

/**
 * The map of a part in which some characters are written as two: a line end as CRLF, a leading `@` as `@@`.
 *
 * `wide` lists the text offsets of those characters, ascending.
 */
export class GapSourceMap implements SourceMap {
  constructor(
    private readonly base: number,
    private readonly length: number,
    private readonly wide: readonly number[],
    private readonly encodeText: (text: string) => string,
  ) {}

  toSource(offset: number): number {
    return this.base + offset + lowerBound(this.wide, offset);
  }

  toText(sourceOffset: number): number | undefined {
    if (sourceOffset < this.base || sourceOffset > this.toSource(this.length)) return undefined;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.toSource(middle) <= sourceOffset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  encode(text: string): string {
    return this.encodeText(text);
  }
}
