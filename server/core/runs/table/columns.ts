/**
 * Columns of a table: typed, compact, growing by half when full. A value that a sample lacks is marked as missing,
 * never 0.
 */

/** A column of numbers in full precision. Uses memory only from its first value on. */
export class Numbers {
  private values: Float64Array | undefined;
  private count = 0;

  /** @returns NaN if there is none */
  get(row: number): number {
    return row < this.count ? ((this.values as Float64Array)[row] as number) : Number.NaN;
  }

  set(row: number, value: number | undefined): void {
    if (value === undefined || Number.isNaN(value)) return;
    const before = this.values?.length ?? 0;
    if (row >= before) {
      const grown = new Float64Array(grownLength(before, row)).fill(Number.NaN, before);
      if (this.values !== undefined) grown.set(this.values);
      this.values = grown;
    }
    (this.values as Float64Array)[row] = value;
    this.count = Math.max(this.count, row + 1);
  }

  /** Has any row a value? */
  get isUsed(): boolean {
    return this.count > 0;
  }

  /** Its memory in bytes. */
  get bytes(): number {
    return this.values?.byteLength ?? 0;
  }
}

/**
 * Whole numbers from 0: 1 byte each as long as that is enough, then 2, then 4. The largest value of each width means
 * "none".
 */
export class Wholes {
  private values: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(0);
  private none = 0xff;
  private count = 0;

  get(row: number): number | undefined {
    const value = row < this.count ? (this.values[row] as number) : this.none;
    return value === this.none ? undefined : value;
  }

  /** The same without a test, for loops over many rows: {@link missing} if there is none. */
  raw(row: number): number {
    const value = row < this.count ? (this.values[row] as number) : this.none;
    return value === this.none ? missing : value;
  }

  /** A number that is negative, not whole, or too large, is stored as none. */
  set(row: number, value: number | undefined): void {
    if (value === undefined || !Number.isInteger(value) || value < 0 || value >= missing) return;
    if (value >= this.none) this.widen(value);
    if (row >= this.values.length) this.resize(grownLength(this.values.length, row));
    this.values[row] = value;
    this.count = Math.max(this.count, row + 1);
  }

  get isUsed(): boolean {
    return this.count > 0;
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  private widen(value: number): void {
    const [before, old] = [this.values, this.none];
    const Width = value < 0xffff ? Uint16Array : Uint32Array;
    this.none = Width === Uint16Array ? 0xffff : missing;
    this.values = new Width(before.length).fill(this.none);
    for (let row = 0; row < this.count; row++) if (before[row] !== old) this.values[row] = before[row] as number;
  }

  private resize(length: number): void {
    const grown = new (this.values.constructor as new (length: number) => typeof this.values)(length);
    grown.fill(this.none, this.values.length);
    grown.set(this.values);
    this.values = grown;
  }
}

/** What {@link Wholes.raw} returns if there is none. */
export const missing = 0xffffffff;

/** Names, each stored once, with their codes. */
export class Dictionary {
  readonly names: string[] = [];
  private readonly codes = new Map<string, number>();

  code(name: string): number {
    let code = this.codes.get(name);
    if (code === undefined) {
      code = this.names.length;
      this.names.push(name);
      this.codes.set(name, code);
    }
    return code;
  }

  /** Undefined for a name that no row has. */
  known(name: string): number | undefined {
    return this.codes.get(name);
  }
}

/** A column of names. */
export class Names {
  readonly dictionary = new Dictionary();
  readonly codes = new Wholes();

  get(row: number): string | undefined {
    const code = this.codes.get(row);
    return code === undefined ? undefined : this.dictionary.names[code];
  }

  set(row: number, name: string | undefined): void {
    if (name !== undefined) this.codes.set(row, this.dictionary.code(name));
  }

  get bytes(): number {
    return this.codes.bytes;
  }
}

/** A column of numbers with few distinct values: the cost of a mistake, the maximum of a reward. */
export class FewNumbers {
  private readonly values: number[] = [];
  private readonly codes = new Map<number, number>();
  private readonly rows = new Wholes();

  /** @returns NaN if there is none */
  get(row: number): number {
    const code = this.rows.get(row);
    return code === undefined ? Number.NaN : (this.values[code] as number);
  }

  set(row: number, value: number | undefined): void {
    if (value === undefined || Number.isNaN(value)) return;
    let code = this.codes.get(value);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(value);
      this.codes.set(value, code);
    }
    this.rows.set(row, code);
  }

  /** The distinct values. */
  get distinct(): readonly number[] {
    return this.values;
  }

  get bytes(): number {
    return this.rows.bytes + 24 * this.values.length;
  }
}

/** Texts that are different for each row. */
export class Texts {
  private readonly texts: (string | undefined)[] = [];

  get(row: number): string | undefined {
    return this.texts[row];
  }

  set(row: number, text: string | undefined): void {
    if (text === undefined) return;
    while (this.texts.length < row) this.texts.push(undefined);
    this.texts[row] = text;
  }

  /** Counts only the references, 8 bytes each: the memory of the texts themselves is not known. */
  get bytes(): number {
    return 8 * this.texts.length;
  }
}

/** Hashes of 64 bits, 16 hexadecimal digits. */
export class Hashes {
  private words = new Uint32Array(0);

  get(row: number): string {
    return [0, 1].map((word) => (this.words[2 * row + word] ?? 0).toString(16).padStart(8, "0")).join("");
  }

  set(row: number, digits: string): void {
    if (2 * row + 1 >= this.words.length) {
      const grown = new Uint32Array(2 * grownLength(this.words.length / 2, row));
      grown.set(this.words);
      this.words = grown;
    }
    this.words[2 * row] = Number.parseInt(digits.slice(0, 8), 16);
    this.words[2 * row + 1] = Number.parseInt(digits.slice(8), 16);
  }

  get bytes(): number {
    return this.words.byteLength;
  }
}

/** Where each row's list of entries begins and ends; the entries' content is in other columns. */
export class Lists {
  private ends = new Uint32Array(0);
  private rows = 0;

  /** @returns the number of the list's first entry */
  append(length: number): number {
    const start = this.start(this.rows);
    if (this.rows >= this.ends.length) {
      const grown = new Uint32Array(grownLength(this.ends.length, this.rows));
      grown.set(this.ends);
      this.ends = grown;
    }
    this.ends[this.rows++] = start + length;
    return start;
  }

  start(row: number): number {
    return row === 0 ? 0 : (this.ends[row - 1] as number);
  }

  end(row: number): number {
    return this.ends[row] as number;
  }

  get bytes(): number {
    return this.ends.byteLength;
  }
}

function grownLength(before: number, wanted: number): number {
  return Math.max(64, wanted + 1, Math.ceil(before * 1.5));
}
