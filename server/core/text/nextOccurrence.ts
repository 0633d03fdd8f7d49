/**
 * Finds the next occurrence of a needle, for queries at increasing offsets.
 *
 * Where the needle is absent, `indexOf` scans to the text's end for each query, which is quadratic. This remembers the
 * last answer, so that all queries together scan the text once.
 */
export class NextOccurrence {
  private askedFrom = 0;
  private found = -1;

  constructor(
    private readonly text: string,
    private readonly needle: string,
  ) {}

  /** The first occurrence at or after `from`; the text's length if there is none. */
  from(from: number): number {
    if (this.found < from || from < this.askedFrom) {
      const at = this.text.indexOf(this.needle, from);
      this.found = at < 0 ? this.text.length : at;
      this.askedFrom = from;
    }
    return this.found;
  }
}
