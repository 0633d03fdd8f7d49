/** Things of one kind that a file holds and that are not understood: how many, and where the first one stands. */
export interface PassedOverCount {
  count: number;
  /** Number of the first one's record in the file, from 0. */
  readonly record: number;
  /** The first one's line in the file, from 0. */
  readonly line: number;
}

/** What was counted, as another thread gives it. */
export type PassedOverCounts = Pick<PassedOverTally, "kinds" | "others">;

/** Counts what a file holds that is not understood, so that it is told once, and not lost in silence. */
export class PassedOverTally {
  readonly kinds = new Map<string, PassedOverCount>();
  /** Things of further kinds. */
  others = 0;

  /** @returns whether it is the first one of its kind, and the kind is told */
  add(what: string, { count, record, line }: PassedOverCount): boolean {
    const known = this.kinds.get(what);
    if (known !== undefined) known.count += count;
    // A file whose every kind is another one is hostile: the first ones tell that it is.
    else if (this.kinds.size >= maxKinds) this.others += count;
    else this.kinds.set(what, { count, record, line });
    return known === undefined && this.kinds.has(what);
  }

  /** Takes over what was counted of records that come behind those counted here. */
  merge({ kinds, others }: PassedOverCounts): void {
    for (const [what, count] of kinds) this.add(what, count);
    this.others += others;
  }

  /** A sentence for each kind, the most frequent first. */
  get sentences(): readonly string[] {
    return this.told("not understood, so not read and not checked");
  }

  /** The same of what befell them in other words. */
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
