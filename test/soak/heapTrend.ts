/** Does the memory stay flat? */

/** So many bytes may the floor of the last third be above that of the first. */
const maxGrowth = 4 * 2 ** 20;
/** Measured before that, caches and compiled code are still coming. */
const warmUp = 8;
/** So many measurements make a trend. */
const fewest = 6;

/**
 * The heap with nothing open, measured again and again. What counts is its floor: caches of bounded size are now full and
 * now empty, some megabytes up and down, while what is never given back raises the least of all measurements.
 */
export class HeapTrend {
  private readonly measured: number[] = [];

  add(heap: number): void {
    this.measured.push(heap);
  }

  /** Why it is not flat; undefined where it is, or where too little was measured to tell. */
  growth(): string | undefined {
    const { first, last } = this.thirds();
    if (first === undefined || last === undefined || last <= first + maxGrowth) return undefined;
    return `the heap with nothing open grew from ${inMegabytes(first)} to ${inMegabytes(last)} MB (least of the first and of the last third of ${this.measured.length} measurements)`;
  }

  toString(): string {
    const { first, last } = this.thirds();
    const all = this.measured.map(inMegabytes);
    if (first === undefined || last === undefined) return `heap with nothing open ${all.join(", ")} MB`;
    return `heap with nothing open ${inMegabytes(first)} MB at least in the first third, ${inMegabytes(last)} MB in the last (${this.measured.length} measurements)`;
  }

  private thirds(): { readonly first: number | undefined; readonly last: number | undefined } {
    const warm = this.measured.slice(warmUp);
    if (warm.length < fewest) return { first: undefined, last: undefined };
    const third = Math.floor(warm.length / 3);
    return { first: Math.min(...warm.slice(0, third)), last: Math.min(...warm.slice(-third)) };
  }
}

function inMegabytes(value: number): string {
  return (value / 2 ** 20).toFixed(1);
}
