/**
 * Finds the next place of a needle, asked for ever later places.
 *
 * `indexOf` from each of many places scans to the text's end each time where the needle is absent, which is quadratic.
 * This remembers the last answer, so that all questions together scan the text once.
 */
export class NextOccurrence {
  private askedFrom = 0;
  private found = -1;

  constructor(
    private readonly text: string,
    private readonly needle: string,
  ) {}

  /** The first place at or after `from`; the text's length where there is none. */
  from(from: number): number {
    if (this.found < from || from < this.askedFrom) {
      const at = this.text.indexOf(this.needle, from);
      this.found = at < 0 ? this.text.length : at;
      this.askedFrom = from;
    }
    return this.found;
  }
}
