/** Things of one kind in a file that are not understood: how many, and the place of the first. */
export interface PassedOverCount {
  count: number;
  /** Number of the first one's record in the file, from 0. */
  readonly record: number;
  /** The first one's line in the file, from 0. */
  readonly line: number;
}

/** The counts of another thread. */
export type PassedOverCounts = Pick<PassedOverTally, "kinds" | "others">;

/** Counts what is not understood in a file, so that it is reported once and not lost silently. */
export class PassedOverTally {
  readonly kinds = new Map<string, PassedOverCount>();
  /** Things of kinds beyond the maximum. */
  others = 0;

  /** @returns whether it is the first one of its kind, and the kind is reported */
  add(what: string, { count, record, line }: PassedOverCount): boolean {
    const known = this.kinds.get(what);
    if (known !== undefined) known.count += count;
    // A file in which every kind is new is hostile; the first ones show that.
    else if (this.kinds.size >= maxKinds) this.others += count;
    else this.kinds.set(what, { count, record, line });
    return known === undefined && this.kinds.has(what);
  }

  /** Adds the counts of later records. */
  merge({ kinds, others }: PassedOverCounts): void {
    for (const [what, count] of kinds) this.add(what, count);
    this.others += others;
  }

  /** A sentence for each kind, the most frequent first. */
  get sentences(): readonly string[] {
    return this.told("not understood, so not read and not checked");
  }

  /** The same, in other words for what happened to them. */
  told(befell: string): readonly string[] {
    const told = [...this.kinds]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(
        ([what, { count, record, line }]) =>
          `${befell}: ${what}, ${times(count)}, first in record ${record} (line ${line + 1}).`,
      );
    if (this.others > 0) told.push(`${befell}: other kinds, ${times(this.others)}.`);
    return told;
  }
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

const maxKinds = 50;
