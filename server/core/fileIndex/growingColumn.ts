type Numbers = Float64Array | Uint32Array;

/** Few, as a run may have thousands of files with some records each. */
const firstLength = 64;

/** A column of numbers in one piece of memory, which doubles when it is full. */
export class GrowingColumn {
  private numbers: Numbers;
  private used = 0;

  constructor(private readonly make: new (length: number) => Numbers) {
    this.numbers = new make(firstLength);
  }

  get length(): number {
    return this.used;
  }

  /** @throws RangeError if there is no such number */
  at(index: number): number {
    if (!(index >= 0 && index < this.used)) throw new RangeError(`no number ${index} among ${this.used}`);
    return this.numbers[index] as number;
  }

  set(index: number, value: number): void {
    if (!(index >= 0 && index < this.used)) throw new RangeError(`no number ${index} among ${this.used}`);
    this.numbers[index] = value;
  }

  push(value: number): void {
    if (this.used === this.numbers.length) {
      const larger = new this.make(2 * this.used);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.used++] = value;
  }

  /** Adds to every number from `from` on. */
  shift(from: number, more: number): void {
    for (let i = from; i < this.used; i++) this.numbers[i] = (this.numbers[i] as number) + more;
  }

  truncate(length: number): void {
    this.used = Math.min(this.used, length);
  }
}
