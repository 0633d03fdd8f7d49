import { spaceInWords } from "../text/spaceInWords";
import type { Span } from "../text/span";
import type { NodeFailure } from "./node";
import type { Text } from "./scored";
import { shorten } from "../text/shorten";

/**
 * Why a pattern did not match, in words: "At character 27, </think> must be followed by one newline; here are two."
 *
 * A literal of the pattern is looked for in the text whatever white space it has there, because white space is what
 * most formats fail by; else the place is told at which the pattern got furthest.
 */
export function failedPattern({ at, wanted, literal, excluded, begun = "", opens = false, text }: NodeFailure): string {
  if (excluded !== undefined) {
    const [from, there] = [placeOf(text, at), placeOf(text, excluded.at)];
    return `${quoted(excluded.literal)} may not stand from ${from} on; it stands at ${there}.`;
  }
  if (literal === undefined) return stops(text, at, wanted);
  const whole = begun + literal;
  if (opens && text.text.includes(whole)) return `It must begin with ${quoted(whole)}; ${hereIs(text.text)}.`;
  const words = wordsOf(whole);
  const [first] = words;
  const best = first === undefined ? undefined : nearest(whole, words, text.text);
  if (first === undefined || best === undefined) {
    const name = first === undefined || text.text.includes(first.text) ? undefined : first.text;
    return name === undefined ? stops(text, at - begun.length, quoted(whole)) : `There is no ${quoted(name)} in it.`;
  }
  if (best.kind === "space") return `At ${placeOf(text, best.span.end)}, ${best.said}.`;
  return best.behind === undefined
    ? stops(text, at - begun.length, quoted(whole))
    : `${quoted(best.behind)} must be followed by ${quoted(best.wanted)}; ${hereIs(text.text.slice(best.at))}.`;
}

function stops(text: Text, at: number, wanted: string): string {
  return `It holds up to ${placeOf(text, at)}, where it expects ${wanted}; ${hereIs(text.text.slice(at))}.`;
}

/** Characters are counted from 1, in the completion where the text is a piece of it. */
function placeOf({ exact, span }: Text, at: number): string {
  return `character ${(exact ? span.start + at : at) + 1}`;
}

/** A word or a tag of a literal, with the white space before it there. */
interface Word {
  readonly space: string;
  readonly text: string;
}

function wordsOf(literal: string): readonly Word[] {
  let end = 0;
  return Array.from(literal.matchAll(/<[^<>\s]*>|[^\s<]+|</g), ({ 0: text, index }) => {
    const space = literal.slice(end, index);
    end = index + text.length;
    return { space, text };
  });
}

/** How a literal stands in a text, where it does not stand there as it is. */
type Near = { readonly words: number } & (
  | { readonly kind: "space"; readonly span: Span; readonly said: string }
  /** So many of its words stand there; another word than the next stands behind them. */
  | { readonly kind: "word"; readonly at: number; readonly behind: string | undefined; readonly wanted: string }
);

/** The most places that are looked at. */
const mostPlaces = 100;

/** The place where most of the literal's words stand; undefined if its first one is nowhere. */
function nearest(literal: string, words: readonly Word[], text: string): Near | undefined {
  const first = words[0]?.text ?? "";
  let best: Near | undefined;
  let at = text.indexOf(first);
  for (let tried = 0; at >= 0 && tried < mostPlaces; tried++) {
    const near = nearAt(literal, words, text, at);
    if (near !== undefined && (best === undefined || near.words > best.words)) best = near;
    at = text.indexOf(first, at + 1);
  }
  return best;
}

/** @returns undefined if the literal stands there as it is */
function nearAt(literal: string, words: readonly Word[], text: string, from: number): Near | undefined {
  let difference: { readonly span: Span; readonly said: string } | undefined;
  const compare = (span: Span, wanted: string, isEnough: boolean): void => {
    const found = text.slice(span.start, span.end);
    if (isEnough || found === wanted) return;
    difference ??= { span, said: spaceInWords(text, span, wanted) };
  };
  let at = from;
  for (const [i, { space, text: word }] of words.entries()) {
    const start = i === 0 ? spaceBefore(text, at) : at;
    if (i > 0) at = spaceBehind(text, at);
    if (!text.startsWith(word, at)) {
      const behind = text.slice(from, start);
      return { kind: "word", words: i, at, behind, wanted: literal.slice(literal.indexOf(word)) };
    }
    // What the pattern has before the literal may take more white space than the literal asks for.
    compare({ start, end: at }, space, i === 0 && text.slice(start, at).endsWith(space));
    at += word.length;
  }
  const rest = literal.slice(literal.trimEnd().length);
  const end = spaceBehind(text, at);
  compare({ start: at, end }, rest, text.slice(at, end).startsWith(rest));
  return difference && { kind: "space", words: words.length, ...difference };
}

function spaceBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start--;
  return start;
}

function spaceBehind(text: string, at: number): number {
  let end = at;
  while (end < text.length && /\s/.test(text.charAt(end))) end++;
  return end;
}

function hereIs(rest: string): string {
  return rest === "" ? "the text ends here" : `here is ${quoted(rest, 20)}`;
}

/** A text in quotes, as JSON writes it, cut where it is long. */
export function quoted(text: string, most = 60): string {
  return JSON.stringify(shorten(text, most));
}
