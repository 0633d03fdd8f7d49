import type { Span } from "./span";

/**
 * White space that is not what a format wants, in words: "</think> must be followed by one newline; here are two".
 * It is told beside the tag that it belongs to, or the word before it.
 *
 * @param span the white space that stands there; it may be empty
 */
export function spaceInWords(text: string, { start, end }: Span, wanted: string): string {
  const found = text.slice(start, end);
  const { place, isBefore } = neighbour(
    text.slice(Math.max(0, start - longest), start),
    text.slice(end, end + longest),
  );
  const [must, here] = [nounOf(wanted), besides(found, wanted)];
  if (place === undefined) return `the text must have ${must} here; ${here}`;
  const named = place.startsWith("<") ? place : JSON.stringify(place);
  return `${named} must ${isBefore ? "be followed by" : "stand behind"} ${must}; ${here}`;
}

/** A tag or a word that is longer is not named whole. */
const longest = 60;

function neighbour(before: string, after: string): { readonly place: string | undefined; readonly isBefore: boolean } {
  const tagBefore = /<[^<>\s]+>$/.exec(before)?.[0];
  if (tagBefore !== undefined) return { place: tagBefore, isBefore: true };
  const tagAfter = /^<[^<>\s]+>/.exec(after)?.[0];
  if (tagAfter !== undefined) return { place: tagAfter, isBefore: false };
  const wordBefore = /\S{1,30}$/.exec(before)?.[0];
  return { place: wordBefore ?? /^\S{1,30}/.exec(after)?.[0], isBefore: wordBefore !== undefined };
}

/** "one newline", "two spaces", "no white space". */
function nounOf(space: string): string {
  const run = runOf(space);
  if (space === "") return "no white space";
  if (run === undefined) return JSON.stringify(space);
  const { sign, count } = run;
  return `${countOf(count)} ${sign}${count === 1 ? "" : "s"}`;
}

/** What stands there instead: "here are two", "here is none", "here is one space". */
function besides(found: string, wanted: string): string {
  const [run, same] = [runOf(found), runOf(wanted)];
  if (found === "") return "here is none";
  if (run === undefined) return `here is ${JSON.stringify(found)}`;
  const count = countOf(run.count);
  const what = run.sign === same?.sign ? count : nounOf(found);
  return `here ${run.count === 1 ? "is" : "are"} ${what}`;
}

const signs: Readonly<Record<string, string>> = { "\n": "newline", " ": "space", "\t": "tab" };

/** White space of one kind alone. */
function runOf(space: string): { readonly sign: string; readonly count: number } | undefined {
  const sign = signs[space.charAt(0)];
  return sign !== undefined && [...space].every((each) => each === space.charAt(0))
    ? { sign, count: space.length }
    : undefined;
}

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

function countOf(count: number): string {
  return numbers[count] ?? String(count);
}
