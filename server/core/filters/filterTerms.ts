import type { Span } from "../text/span";

/** A term of a filter as it is written, for colouring it and taking it out again. */
export interface FilterTerm extends Span {
  readonly text: string;
  /** `and`, `or`: they join terms and are none. */
  readonly isOperator: boolean;
  /** The name of the field in it; undefined in a word, and in what stands in brackets. */
  readonly field: Span | undefined;
}

/** A name with its sign and a number, or a range of two, with spaces where people write some. */
const numberTerm = /([\p{L}\p{N}_][\p{L}\p{N}_.@/-]*)\s*(?:<=|>=|!=|<|>|=)(?:\s*[+-]?[\d.][^\s()]*|[^\s()]*)/uy;
const nameTerm = /([\p{L}\p{N}_][\p{L}\p{N}_.@/-]*):/uy;
const operator = /(?:and|or)(?![^\s()])/iy;
const not = /not\s+/iy;
const space = /\s+/y;
const plain = /[^\s()"',]/uy;

/**
 * The terms of a filter that stand side by side, by their looks alone: it need not be one that can be read. What stands in
 * brackets is one term.
 */
export function filterTerms(text: string): FilterTerm[] {
  const terms: FilterTerm[] = [];
  for (let at = skip(space, text, 0); at < text.length; at = skip(space, text, at)) {
    const start = at;
    const isOperator = skip(operator, text, at) > at;
    at = skip(not, text, at);
    const [end, field] = isOperator ? [skip(operator, text, start), undefined] : termAt(text, at);
    at = Math.max(end, start + 1);
    terms.push({ start, end: at, text: text.slice(start, at), isOperator, field });
  }
  return terms;
}

/** Where the term ends that begins here, and its field. */
function termAt(text: string, at: number): [number, Span | undefined] {
  if (text[at] === "(") return [bracketEnd(text, at), undefined];
  numberTerm.lastIndex = at;
  const number = numberTerm.exec(text);
  if (number?.[1] !== undefined) return [numberTerm.lastIndex, { start: at, end: at + number[1].length }];
  nameTerm.lastIndex = at;
  const name = nameTerm.exec(text);
  if (name?.[1] === undefined) return [valueEnd(text, at), undefined];
  return [valueEnd(text, nameTerm.lastIndex), { start: at, end: at + name[1].length }];
}

/** Values with commas between, in quotes or not. */
function valueEnd(text: string, at: number): number {
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '"' || char === "'") at = quoteEnd(text, at);
    else if (char === ",") at++;
    else {
      const next = skip(plain, text, at);
      if (next === at) return at;
      at = next;
    }
  }
  return at;
}

function quoteEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === quote) return at + 1;
    if (text[at] === "\\" && (text[at + 1] === quote || text[at + 1] === "\\")) at++;
  }
  return text.length;
}

function bracketEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") at = quoteEnd(text, at) - 1;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Is the term, or are all of several side by side, in the filter? */
export function hasTerm(filter: string, term: string): boolean {
  const present = new Set(filterTerms(filter).map(({ text }) => text));
  const wanted = filterTerms(term);
  return wanted.length > 0 && !isJoined(filter) && wanted.every(({ text }) => present.has(text));
}

/** Writes a term behind the others, or takes it out where it is there. */
export function toggleTerm(filter: string, term: string): string {
  if (hasTerm(filter, term)) return withoutTerm(filter, term);
  const before = filter.trim();
  if (before === "") return term;
  return isJoined(before) ? `(${before}) ${term}` : `${before} ${term}`;
}

export function withoutTerm(filter: string, term: string): string {
  const gone = new Set(filterTerms(term).map(({ text }) => text));
  return filterTerms(filter)
    .filter(({ text }) => !gone.has(text))
    .map(({ text }) => text)
    .join(" ");
}

/** Does `or` join its terms, so that a term behind it would belong to the last of them alone? */
function isJoined(filter: string): boolean {
  return filterTerms(filter).some(({ text, isOperator }) => isOperator && text.toLowerCase() === "or");
}
