import { jsonrepair } from "jsonrepair";
import { closingsOf } from "../../json/closings";

/** Longer texts are not repaired: the library took two thirds of a second for hostile texts of twice that length. */
export const maxRepairedCharacters = 50_000;

/** Broken JSON, fixed but for closing brackets that it lacks. */
export interface RepairedJson {
  readonly text: string;
  /** So many closing brackets more at the end would make it whole; where they belong is another question. */
  readonly missing: number;
}

/**
 * Broken JSON fixed, if that takes no invention: quotes, commas, and the spelling of `true`, `false` and `null` change;
 * each string, number, name and bracket stays, in its order. Undefined if more would change.
 */
export function repairJson(text: string): RepairedJson | undefined {
  if (text.length > maxRepairedCharacters) return undefined;
  const before = readLoosely(text);
  if (before === undefined || isJson(text)) return undefined;
  // The library guesses a string's end from what follows a quote; for Python's notation no guess is needed.
  if (isJson(before.rewritten)) return { text: before.rewritten, missing: 0 };
  const unclosed = missingClosers(before.tokens);
  // The library puts brackets where it needs them first; where they may belong is asked elsewhere.
  if (unclosed > 0 && closingsOf(before.rewritten, unclosed)?.length !== 0) {
    return { text: before.rewritten, missing: unclosed };
  }
  let repaired: string;
  try {
    repaired = jsonrepair(text);
  } catch {
    return undefined;
  }
  const after = readLoosely(repaired);
  if (after === undefined || !isJson(repaired) || !sameValues(before.tokens, after.tokens)) return undefined;
  const missing = after.tokens.length - before.tokens.length;
  // A bracket too many at the end was taken away.
  return missing <= 0 ? { text: repaired, missing: 0 } : { text: withoutClosers(repaired, missing), missing };
}

/** The text without its last closing brackets and the white space around them. */
function withoutClosers(text: string, count: number): string {
  let end = text.length;
  for (let left = count; left > 0; end--) if ("}]".includes(text[end - 1] ?? "}")) left--;
  return text.slice(0, end).trimEnd();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** How many closing brackets have to be added, if none is to be taken away; 0 also if that does not help. */
function missingClosers(tokens: readonly string[]): number {
  const open: string[] = [];
  let missing = 0;
  for (const token of tokens) {
    if (token === "{" || token === "[") open.push(token);
    if (token !== "}" && token !== "]") continue;
    const opener = token === "}" ? "{" : "[";
    while (open.length > 0 && open.pop() !== opener) missing++;
  }
  return missing + open.length;
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
