import { jsonrepair } from "jsonrepair";

/** Longer texts are not repaired: the library took two thirds of a second for hostile texts of twice that length. */
export const maxRepairedCharacters = 50_000;

/**
 * Broken JSON fixed, if that takes no invention: quotes, commas, brackets at the end and the spelling of `true`,
 * `false` and `null` change; each string, number and name stays, in its order. Undefined if more would change.
 */
export function repairJson(text: string): string | undefined {
  if (text.length > maxRepairedCharacters) return undefined;
  const before = readLoosely(text);
  if (before === undefined || isJson(text)) return undefined;
  // The library guesses a string's end from what follows a quote; for Python's notation no guess is needed.
  if (isJson(before.rewritten)) return before.rewritten;
  let repaired: string;
  try {
    repaired = jsonrepair(text);
  } catch {
    return undefined;
  }
  const after = readLoosely(repaired);
  if (after === undefined || !isJson(repaired)) return undefined;
  return sameValues(before.tokens, after.tokens) ? repaired : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The same values and brackets, except for closing brackets at the end. */
function sameValues(before: readonly string[], after: readonly string[]): boolean {
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
  const same = shorter.every((token, i) => token === longer[i]);
  const onlyClosers = longer.slice(shorter.length).every((token) => token === "}" || token === "]");
  return same && onlyClosers;
}

interface LooseJson {
  /** Values, names and brackets in order, whatever their quotes. */
  readonly tokens: readonly string[];
  /**
   * The text with double quotes for single ones, JSON's literals for Python's, and no commas before closing brackets.
   */
  readonly rewritten: string;
}

/** Reads JSON and near-JSON; undefined if a string does not end or has an escape that JSON does not know. */
function readLoosely(text: string): LooseJson | undefined {
  const tokens: string[] = [];
  const written: string[] = [];
  /** The index of the last comma in `written`, as long as only white space followed it. */
  let comma: number | undefined;
  const token = /(\s+)|[,:;]|([{}[\]])|(["'])|([^\s,:;{}[\]"']+)/gy;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, space, bracket, quote, word] = match;
    const value = quote === undefined ? undefined : readQuoted(text, token.lastIndex, quote);
    if (quote !== undefined && value === undefined) return undefined;
    if ((bracket === "}" || bracket === "]") && comma !== undefined) written[comma] = "";
    if (space === undefined) comma = found === "," ? written.length : undefined;
    if (bracket !== undefined) tokens.push(bracket);
    else if (word !== undefined) tokens.push(wordToken(word));
    else if (value !== undefined) tokens.push(`text ${value.value}`);
    if (value === undefined) written.push(literals.get(found) ?? found);
    else {
      written.push(quote === '"' ? text.slice(match.index, value.end) : JSON.stringify(value.value));
      token.lastIndex = value.end;
    }
  }
  return { tokens, rewritten: written.join("") };
}

const literals: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["True", "true"],
  ["false", "false"],
  ["False", "false"],
  ["null", "null"],
  ["None", "null"],
]);

/** A bare word is a literal, a number, or else a text without its quotes. */
function wordToken(word: string): string {
  return literals.get(word) ?? (/^[-+.\d]/.test(word) ? `number ${word}` : `text ${word}`);
}

/** JSON's escapes, and Python's for a single quote. We cannot know what any other escape means (`\d` of a pattern). */
const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  "/": "/",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

function readQuoted(text: string, start: number, quote: string): { value: string; end: number } | undefined {
  const pieces: string[] = [];
  let from = start;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return { value: pieces.join("") + text.slice(from, at), end: at + 1 };
    if (char !== "\\") continue;
    const next = text[at + 1] ?? "";
    const unit = next === "u" ? /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
    const read = unit === undefined ? escapes[next] : String.fromCharCode(parseInt(unit, 16));
    if (read === undefined) return undefined;
    pieces.push(text.slice(from, at), read);
    at += unit === undefined ? 1 : 5;
    from = at + 1;
  }
  return undefined;
}
