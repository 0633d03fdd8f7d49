import type { CharacterClass, CharacterSet } from "./characterSet";
import { captures, widthOf, type AssertionKind, type Look, type RegexNode, type Repeat } from "./syntax";

/**
 * The pattern in the syntax of the host's engine with flag `u`; undefined where that would give other groups. In Python
 * a group inside a repetition keeps its last value, JavaScript clears it at each turn; and only Python counts a turn
 * that matches nothing.
 */
export function emit(node: RegexNode): string | undefined {
  return isSame(node) ? written(node) : undefined;
}

function isSame(node: RegexNode): boolean {
  switch (node.type) {
    case "character":
    case "assertion":
      return true;
    case "sequence":
      return node.items.every(isSame);
    case "branch":
      return node.alternatives.every(isSame);
    case "repeat":
      if (node.max > maxCount && node.max !== Infinity) return false;
      return node.min <= maxCount && widthOf(node.body).least > 0 && !captures(node.body) && isSame(node.body);
    default:
      return isSame(node.body);
  }
}

const maxCount = 1_000_000;

function written(node: RegexNode): string {
  switch (node.type) {
    case "character":
      return node.literal === undefined ? writtenSet(node.set) : writtenCode(node.literal);
    case "sequence":
      return node.items.map(written).join("");
    case "branch":
      return `(?:${node.alternatives.map(written).join("|")})`;
    case "group":
      return `(${node.index === undefined ? "?:" : ""}${written(node.body)})`;
    case "repeat":
      return writtenRepeat(node);
    case "assertion":
      return assertions[node.kind];
    case "look":
      return writtenLook(node);
  }
}

function writtenRepeat({ min, max, lazy, body }: Repeat): string {
  const count = max === Infinity ? `{${min},}` : `{${min},${max}}`;
  return `(?:${written(body)})${count}${lazy ? "?" : ""}`;
}

function writtenLook({ behind, negative, body }: Look): string {
  return `(?${behind ? "<" : ""}${negative ? "!" : "="}${written(body)})`;
}

const word = "\\p{L}\\p{N}_";
const space =
  "\\u{9}-\\u{d}\\u{1c}-\\u{20}\\u{85}\\u{a0}\\u{1680}\\u{2000}-\\u{200a}\\u{2028}\\u{2029}\\u{202f}\\u{205f}\\u{3000}";
const boundary = `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;

const assertions: Readonly<Record<AssertionKind, string>> = {
  start: "^",
  "line-start": "(?<=\\n|^)",
  end: "(?=\\n?$)",
  "line-end": "(?=\\n|$)",
  "very-end": "$",
  "word-boundary": boundary,
  // Python finds neither in an empty text.
  "no-word-boundary": `(?!${boundary})(?!^$)`,
};

const members: Readonly<Record<Exclude<CharacterClass, "W" | "S">, string>> = {
  d: "\\p{Nd}",
  D: "\\P{Nd}",
  s: space,
  w: word,
};

/** Flag `u` has no sets within sets: `\S` and `\W` beside other members become alternatives. */
function writtenSet({ ranges, classes, negated }: CharacterSet): string {
  const parts: string[] = [];
  const inside: string[] = [];
  for (const [first, last] of ranges) {
    inside.push(first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`);
  }
  for (const name of new Set(classes)) {
    if (name === "S") parts.push(`[^${space}]`);
    else if (name === "W") parts.push(`[^${word}]`);
    else inside.push(members[name]);
  }
  if (parts.length === 0) return `[${negated ? "^" : ""}${inside.join("")}]`;
  if (inside.length > 0) parts.push(`[${inside.join("")}]`);
  return negated ? `(?:(?!${parts.join("|")})[^])` : `(?:${parts.join("|")})`;
}

function writtenCode(code: number): string {
  const isPlain = code < 128 && /[a-zA-Z0-9]/.test(String.fromCharCode(code));
  return isPlain ? String.fromCharCode(code) : escaped(code);
}

function escaped(code: number): string {
  return `\\u{${code.toString(16)}}`;
}
