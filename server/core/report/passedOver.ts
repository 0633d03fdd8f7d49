import type { PassedOverKind } from "../model/record";

/** Counts what a file holds that is not understood, so that it is told once, and not lost in silence. */
export class PassedOverTally {
  private readonly kinds = new Map<string, { count: number; readonly record: number; readonly line: number }>();

  /**
   * @param record number of the record in the file, from 0
   * @param lineOf the line of an offset in the record's text, from 0
   */
  add(found: readonly PassedOverKind[], record: number, lineOf: (offset: number) => number): void {
    for (const { what, count, span } of found) {
      const known = this.kinds.get(what);
      if (known !== undefined) known.count += count;
      // A file whose every kind is another one is hostile: the first ones tell that it is.
      else if (this.kinds.size < mostKinds) this.kinds.set(what, { count, record, line: lineOf(span.start) });
    }
  }

  /** A sentence for each kind, the most frequent first. */
  get sentences(): readonly string[] {
    return [...this.kinds]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(
        ([what, { count, record, line }]) =>
          `not understood, so not read and not checked: ${what}, ${count === 1 ? "once" : `${count} times`}, first in record ${record} (line ${line + 1}).`,
      );
  }
}

const mostKinds = 50;
