import { characterSet, type CharacterClass, type CharacterSet, type CodeRange } from "./characterSet";

/**
 * The code points that match a code point under Python's flag `i`: those with the same lower case, or whose lower case
 * has the same upper case. So `i` also matches U+0130 and U+0131, `s` matches U+017F and `k` matches U+212A.
 */
export function caseVariants(code: number): readonly number[] {
  if (code < 128 && !isLetter(code)) return [code];
  const { byLower, siblings } = tables();
  const lower = lowerOf(code);
  return [lower, ...(siblings.get(lower) ?? [])].flatMap((each) => [...(byLower.get(each) ?? [each])]);
}

/**
 * A set as written, under flag `i`.
 *
 * Python compares the lower case of the text's character with the lower case of the members; but a member beyond U+FFFF
 * stays as written: a single upper-case one matches nothing, and a range is also searched for the upper case.
 */
export function ignoringCase(
  members: readonly CodeRange[],
  classes: readonly CharacterClass[],
  negated: boolean,
): CharacterSet {
  const { byLower, siblings } = tables();
  const lowers = new Set<number>();
  const ranges: CodeRange[] = [];
  let cased = false;
  for (const [first, last] of members) {
    const lastOfPlane = Math.min(last, 0xffff);
    for (let code = first; code <= lastOfPlane; code++) {
      const lower = lowerOf(code);
      cased ||= hasCase(code);
      lowers.add(lower);
      for (const sibling of siblings.get(lower) ?? []) lowers.add(sibling);
    }
    if (last > 0xffff) {
      cased = true;
      const from = Math.max(first, 0x10000);
      for (const [lower, variants] of byLower) {
        const inRange = (code: number): boolean => code >= from && code <= last;
        if (inRange(lower) || (first !== last && inRange(upperOf(lower)))) {
          for (const variant of variants) ranges.push([variant, variant]);
        }
      }
      ranges.push(...withoutCased(from, last));
    }
  }
  // A set without a letter is compared with the character as it is.
  if (!cased) return characterSet(members, classes, negated);
  for (const lower of lowers) {
    for (const variant of byLower.get(lower) ?? [lower]) ranges.push([variant, variant]);
  }
  return characterSet(ranges, classes, negated);
}

/** The parts of a range that hold no letters with case. */
function withoutCased(first: number, last: number): CodeRange[] {
  const parts: CodeRange[] = [];
  let from = first;
  for (const code of tables().casedBeyondPlane) {
    if (code < from) continue;
    if (code > last) break;
    if (code > from) parts.push([from, code - 1]);
    from = code + 1;
  }
  if (from <= last) parts.push([from, last]);
  return parts;
}

interface Tables {
  /** For each lower case that several code points share: those code points. */
  readonly byLower: ReadonlyMap<number, readonly number[]>;
  /** For a lower-case letter: the other lower-case letters with the same upper case. */
  readonly siblings: ReadonlyMap<number, readonly number[]>;
  readonly casedBeyondPlane: readonly number[];
}

let made: Tables | undefined;

/** Made when the first pattern needs it, from the host's own case mappings. */
function tables(): Tables {
  made ??= makeTables();
  return made;
}

const lastCased = 0x1e943;

function makeTables(): Tables {
  const byLower = new Map<number, number[]>();
  const byUpper = new Map<string, number[]>();
  const casedBeyondPlane: number[] = [];
  for (let code = 0; code <= lastCased; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const text = String.fromCodePoint(code);
    const lower = lowerOf(code);
    const upper = text.toUpperCase();
    if (lower === code && upper === text) continue;
    if (code > 0xffff) casedBeyondPlane.push(code);
    append(byLower, lower, code);
    if (lower === code) append(byUpper, upper, code);
  }
  for (const [lower, codes] of byLower) if (!codes.includes(lower)) codes.push(lower);
  const siblings = new Map<number, readonly number[]>();
  for (const codes of byUpper.values()) {
    for (const code of codes) {
      if (codes.length > 1) {
        siblings.set(
          code,
          codes.filter((other) => other !== code),
        );
      }
    }
  }
  return { byLower, siblings, casedBeyondPlane };
}

function append<K>(map: Map<K, number[]>, key: K, code: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [code]);
  else list.push(code);
}

/** The simple lower case: one code point. U+0130 is the one whose full lower case is longer. */
function lowerOf(code: number): number {
  if (code === 0x130) return 0x69;
  const lower = String.fromCodePoint(code).toLowerCase();
  return lower.codePointAt(0) ?? code;
}

function upperOf(code: number): number {
  const upper = String.fromCodePoint(code).toUpperCase();
  return upper.codePointAt(0) ?? code;
}

function hasCase(code: number): boolean {
  const text = String.fromCodePoint(code);
  return lowerOf(code) !== code || text.toUpperCase() !== text;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
