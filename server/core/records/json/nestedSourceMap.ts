import type { SourceMap } from "../../text/sourceMap";

/** The map of a text that was itself read from another part's text: JSON in a JSON string. */
export class NestedSourceMap implements SourceMap {
  constructor(
    private readonly outer: SourceMap,
    private readonly inner: SourceMap,
  ) {}

  toSource(offset: number): number {
    return this.outer.toSource(this.inner.toSource(offset));
  }

  toText(sourceOffset: number): number | undefined {
    const between = this.outer.toText(sourceOffset);
    return between === undefined ? undefined : this.inner.toText(between);
  }

  encode(text: string): string {
    return this.outer.encode(this.inner.encode(text));
  }
}
