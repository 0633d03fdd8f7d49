/** The flags that a pattern may have, as Python writes them inline. */
export interface Flags {
  /** Letters match in either case. */
  readonly i: boolean;
  /** `^` and `$` also match at lines. */
  readonly m: boolean;
  /** `.` also matches a line feed. */
  readonly s: boolean;
  /** White space and comments are left out. */
  readonly x: boolean;
}

export function flagsOf(letters: string): Flags {
  const has = (letter: string): boolean => letters.includes(letter);
  return { i: has("i"), m: has("m"), s: has("s"), x: has("x") };
}
