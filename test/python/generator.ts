import type { Random } from "../support/random";

/** A pattern and a text for Python's `re` and ours to agree on. */
export interface PatternCase {
  readonly pattern: string;
  readonly flags: string;
  readonly text: string;
  readonly ask: "search" | "match" | "fullmatch" | "finditer" | "sub" | "split";
}

const characters = [
  "a",
  "a",
  "b",
  "b",
  "c",
  "A",
  "B",
  "1",
  "2",
  " ",
  "\n",
  "_",
  "-",
  "é",
  "ß",
  "İ",
  "ı",
  "ſ",
  "K",
  "K",
];
const rare = [
  "𝒜",
  "😀",
  "𐐀",
  "𐐨",
  "٣",
  "\u001c",
  "\u0085",
  "\ufeff",
  "\u2028",
  "ǅ",
  "²",
  "{",
  "}",
  "(",
  "\t",
  "ς",
  "Σ",
  "e\u0301",
];

/** Draws a pattern of those that the page's grammar allows, some that Python refuses, and a text that it may match. */
export function patternCase(random: Random): PatternCase {
  const flags = ["i", "m", "s", "x"].filter(() => random.below(5) === 0).join("");
  const ask = random.pick(["search", "match", "fullmatch", "finditer", "sub", "split"] as const);
  const pattern =
    (random.below(12) === 0 ? random.pick(["(?i)", "(?s)", "(?m)", "(?is)"]) : "") + alternatives(random, 3);
  const length = random.below(14);
  const text = Array.from({ length }, () => character(random)).join("");
  return { pattern, flags, text, ask };
}

function character(random: Random): string {
  return random.below(8) === 0 ? random.pick(rare) : random.pick(characters);
}

function alternatives(random: Random, depth: number): string {
  const count = random.below(4) === 0 ? 2 + random.below(2) : 1;
  return Array.from({ length: count }, () => sequence(random, depth)).join("|");
}

function sequence(random: Random, depth: number): string {
  return Array.from({ length: random.below(5) }, () => repeated(random, depth)).join("");
}

function repeated(random: Random, depth: number): string {
  const what = item(random, depth);
  if (random.below(3) !== 0) return what;
  const many = [
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "{2}",
    "{1,2}",
    "{,2}",
    "{1,}",
    "{0,1}?",
    "{2,3}?",
    "{,}",
    "{",
    "{a}",
    "{}",
  ];
  return what + random.pick(many);
}

function item(random: Random, depth: number): string {
  const kind = random.below(depth > 0 ? 16 : 10);
  if (kind < 5) return escaped(character(random), random);
  if (kind === 5) return random.pick([".", ".", "^", "$", "\\A", "\\Z", "\\b", "\\B"]);
  if (kind === 6)
    return random.pick(["\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "\\n", "\\x61", "\\u0062", "\\141", "\\0"]);
  if (kind < 10) return set(random);
  const inside = alternatives(random, depth - 1);
  if (kind < 13) return `(${inside})`;
  if (kind === 13) return `(?:${inside})`;
  if (kind === 14) return random.pick(["(?=", "(?!", "(?<=", "(?<!"]) + inside + ")";
  return random.pick(["(?i:", "(?s:", "(?-i:", "(?m-s:", "(?x:", "(?P<n>", "(?#"]) + inside + ")";
}

function set(random: Random): string {
  const members = Array.from({ length: 1 + random.below(3) }, () => {
    const kind = random.below(6);
    if (kind === 0) return random.pick(["\\d", "\\s", "\\w", "\\W", "\\S", "\\D", "\\b", "\\n", "\\]"]);
    if (kind === 1) return random.pick(["a-c", "A-Z", "0-9", "a-é", " -~", "𐐀-𐐧", "Z-𐐧", "\\x00-\\x7f", "c-a"]);
    return escaped(character(random), random);
  });
  return `[${random.below(3) === 0 ? "^" : ""}${members.join("")}]`;
}

function escaped(text: string, random: Random): string {
  if ("{}(-".includes(text)) return random.below(10) === 0 && text !== "(" ? text : `\\${text}`;
  return text;
}
