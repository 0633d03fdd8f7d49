import type { Tag } from "../model/trace";
import type { RunTag } from "./run";
import { lowerBound } from "../text/sorted";
import type { Speller, Spelling } from "./spelling";

/** A tag of the run, with what the profile knows about its name and what is around it on its line. */
export interface Token {
  readonly index: number;
  readonly closer: boolean;
  readonly start: number;
  readonly end: number;
  /** The profile's name; undefined if the profile does not know the tag. */
  readonly name: string | undefined;
  /** Is it spelled as in the profile? */
  readonly exact: boolean;
  /** The name as written; for a tag of several words, all of them. */
  readonly written: string;
  /** Only white space, or the end of another tag, before it on its line. */
  readonly startsLine: boolean;
  /** Only white space, or the start of another tag, after it on its line. */
  readonly endsLine: boolean;
  /** Does it carry attributes, as HTML does (`<a href="x">`)? */
  readonly attributes: boolean;
}

/** Reads the run's tags as tags of the profile. */
export function readTokens(text: string, run: readonly RunTag[], speller: Speller): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < run.length; i++) {
    const tag = run[i] as RunTag;
    const written = tag.form === 1 ? writtenName(text, tag) : tag.name;
    // Nobody means an empty element by `<think/>`: the slash is at the wrong end.
    const slashed = tag.form === 1 && !tag.closer && written.endsWith("/");
    const spelled =
      speller.read(slashed ? written.slice(0, -1).trim() : written) ?? withAttributes(tag, written, speller);
    if (spelled === undefined && tag.form === 2) continue;
    const clean = tag.end - tag.start === tag.name.length + (tag.closer ? 3 : 2) && tag.form === 0;
    tokens.push({
      index: tokens.length,
      closer: tag.closer || (slashed && spelled !== undefined),
      start: tag.start,
      end: tag.end,
      name: spelled?.name,
      exact: clean && spelled?.exact === true,
      written,
      startsLine: startsLine(text, tag.start, run[i - 1]?.end ?? 0),
      endsLine: endsLine(text, tag.end, run[i + 1]?.start ?? text.length),
      attributes: tag.form === 1 && spelled === undefined && /["'=/]/.test(written),
    });
  }
  return tokens;
}

/** `<think id="1">` means `<think>`, in a form that no reader accepts. */
function withAttributes(tag: RunTag, written: string, speller: Speller): Spelling | undefined {
  if (tag.form !== 1 || !written.includes("=")) return undefined;
  const named = speller.read(tag.name);
  return named?.exact === true ? { name: named.name, exact: false } : undefined;
}

const longestTag = 200;

function writtenName(text: string, tag: RunTag): string {
  const end = Math.min(tag.end, tag.start + longestTag);
  return text.slice(text.indexOf(tag.name, tag.start), end).replace(/>$/, "").trim();
}

function startsLine(text: string, start: number, previousEnd: number): boolean {
  let at = start;
  while (at > previousEnd && isBlank(text.charCodeAt(at - 1))) at--;
  return at === previousEnd || text.charCodeAt(at - 1) === 10;
}

function endsLine(text: string, end: number, nextStart: number): boolean {
  let at = end;
  while (at < nextStart && isBlank(text.charCodeAt(at))) at++;
  return at === nextStart || text.charCodeAt(at) === 10;
}

/** Space, tab, carriage return: the white space that can end a line. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}

/** The tree's tag for a token. */
export function tagOf(text: string, token: Token, asCloser = token.closer): Tag {
  return {
    kind: asCloser ? "closer" : "opener",
    name: token.name ?? token.written,
    known: token.name !== undefined,
    span: { start: token.start, end: token.end },
    misspelled:
      token.name !== undefined && (!token.exact || asCloser !== token.closer)
        ? text.slice(token.start, token.end)
        : undefined,
  };
}

/** The places of one name's tags in the run: indices of tokens, ascending. */
class OccurrencesOfName {
  readonly exactClosers: number[] = [];
  readonly otherClosers: number[] = [];
  readonly placedClosers: number[] = [];
  readonly exactOpeners: number[] = [];
  readonly placedOpeners: number[] = [];
}

/** The places of each name's tags in the run, to look ahead in logarithmic time. */
export class Occurrences {
  private readonly names = new Map<string, OccurrencesOfName>();
  private readonly placedOpeners: number[] = [];

  constructor(tokens: readonly Token[]) {
    for (const { name, index, closer, exact, startsLine, endsLine } of tokens) {
      if (name === undefined) continue;
      let of = this.names.get(name);
      if (of === undefined) this.names.set(name, (of = new OccurrencesOfName()));
      if (closer) {
        (exact ? of.exactClosers : of.otherClosers).push(index);
        if (endsLine) of.placedClosers.push(index);
      } else if (exact) {
        of.exactOpeners.push(index);
        if (!startsLine) continue;
        of.placedOpeners.push(index);
        this.placedOpeners.push(index);
      }
    }
  }

  /** Index of the next closer of `name` after token `after`; Infinity if there is none. */
  closer(name: string, after: number): number {
    const of = this.names.get(name);
    return Math.min(next(of?.exactClosers, after), next(of?.otherClosers, after));
  }

  exactCloser(name: string, after: number): number {
    return next(this.names.get(name)?.exactClosers, after);
  }

  /**
   * The next closer of `name` with only white space or tags after it on its line: one within a sentence is a mention.
   */
  placedCloser(name: string, after: number): number {
    return next(this.names.get(name)?.placedClosers, after);
  }

  /** The next opener of `name`, anywhere on its line. */
  opener(name: string, after: number): number {
    return next(this.names.get(name)?.exactOpeners, after);
  }

  /** The next opener of `name` that begins a line. */
  placedOpener(name: string, after: number): number {
    return next(this.names.get(name)?.placedOpeners, after);
  }

  /** The next opener of any tag of the profile that begins a line. */
  anyPlacedOpener(after: number): number {
    return next(this.placedOpeners, after);
  }
}

function next(indices: readonly number[] | undefined, after: number): number {
  if (indices === undefined) return Infinity;
  return indices[lowerBound(indices, after + 1)] ?? Infinity;
}
