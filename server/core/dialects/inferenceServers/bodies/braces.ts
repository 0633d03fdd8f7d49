import { NextOccurrence } from "../../../text/nextOccurrence";
import { toFloat, toInteger, type PyDict, type PyValue } from "../values/python";

/** How a value without marks is read in `{key:value}`. */
export type BareValues = "text" | "typed";

const quote = '<|"|>';

/** Deeper values are not read. */
const maxDepth = 300;

/** The members of `{key:value,…}`, from the text between the braces without the closing one. */
export function bracesIn(text: string, bare: BareValues): PyDict {
  return new Braces(text, bare).members(0, text.length, 0);
}

/** Where the brace in front of the text closes; undefined if it does not. */
export function braceEnd(text: string): number | undefined {
  const end = partnersIn(`{${text}`).get(0);
  return end === undefined ? undefined : end - 1;
}

/** Where each bracket outside strings closes: braces and square brackets are counted separately. */
function partnersIn(text: string): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: Readonly<Record<string, number[]>> = { "}": [], "]": [] };
  const quotes = new NextOccurrence(text, quote);
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith(quote, at)) {
      at = quotes.from(at + quote.length) + quote.length - 1;
      continue;
    }
    const char = text[at];
    if (char === "{") open["}"]?.push(at);
    else if (char === "[") open["]"]?.push(at);
    else if (char === "}" || char === "]") {
      const start = open[char]?.pop();
      if (start !== undefined) partners.set(start, at);
    }
  }
  return partners;
}

class Braces {
  private readonly partners: ReadonlyMap<number, number>;
  private readonly quotes: NextOccurrence;

  constructor(
    private readonly text: string,
    private readonly bare: BareValues,
  ) {
    this.partners = partnersIn(text);
    this.quotes = new NextOccurrence(text, quote);
  }

  members(start: number, end: number, depth: number): PyDict {
    const members = new Map<string, PyValue>();
    for (let at = start; ;) {
      at = this.skip(at, end, " ,\n\t");
      const colon = at < end ? this.find(at, end, ":") : end;
      if (colon === end) return members;
      let key = this.text.slice(at, colon).trim();
      if (this.bare === "text" && key.length >= 2 * quote.length && key.startsWith(quote) && key.endsWith(quote)) {
        key = key.slice(quote.length, -quote.length);
      }
      at = this.skip(colon + 1, end, " \n\t");
      if (at === end) return members.set(key, "");
      const read = this.value(at, end, depth, ",}]");
      if (read === undefined) return members;
      members.set(key, read.value);
      at = read.end;
    }
  }

  private items(start: number, end: number, depth: number): PyValue[] {
    const items: PyValue[] = [];
    for (let at = start; ;) {
      at = this.skip(at, end, " ,\n\t");
      const read = at < end ? this.value(at, end, depth, ",]") : undefined;
      if (read === undefined) return items;
      items.push(read.value);
      at = read.end;
    }
  }

  private value(at: number, end: number, depth: number, stops: string): { value: PyValue; end: number } | undefined {
    const { text } = this;
    if (text.startsWith(quote, at)) {
      const start = at + quote.length;
      const close = Math.min(this.quotes.from(start), end);
      return { value: text.slice(start, close), end: Math.min(close + quote.length, end) };
    }
    const char = text[at];
    if (char === "{" || char === "[") {
      const partner = this.partners.get(at) ?? end;
      const close = Math.min(partner, end);
      if (depth >= maxDepth) return { value: new Map(), end: Math.min(close + 1, end) };
      const value = char === "{" ? this.members(at + 1, close, depth + 1) : this.items(at + 1, close, depth + 1);
      return { value, end: Math.min(close + 1, end) };
    }
    const start = at;
    while (at < end && !stops.includes(text.charAt(at))) at++;
    if (at === start) return undefined;
    const written = text.slice(start, at).trim();
    return { value: this.bare === "text" ? written : bareValue(written), end: at };
  }

  private skip(at: number, end: number, chars: string): number {
    while (at < end && chars.includes(this.text.charAt(at))) at++;
    return at;
  }

  private find(at: number, end: number, char: string): number {
    while (at < end && this.text[at] !== char) at++;
    return at;
  }
}

function bareValue(written: string): PyValue {
  if (written === "true" || written === "false") return written === "true";
  return (written.includes(".") ? toFloat(written) : toInteger(written)) ?? written;
}
