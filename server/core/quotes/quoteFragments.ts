import { normalise } from "./normalisedText";

/** A quote, normalised, without the quote marks around it. */
export function normalisedQuote(quote: string): string {
  // First off with the quote marks: a bullet or a heading may follow them.
  return bare(normalise(withoutEnds(quote, /[\s"'“”«»]/)).text);
}

/** The parts of a normalised quote around its ellipses; one part where it has none. */
export function ellipsisFragments(normalised: string): string[] {
  return fragments(normalised, / ?[[(]?\.{3,}[\])]? ?/);
}

/** The quote's sentences and lines, normalised: what a judge strings together when leaving out what lies between. */
export function sentences(quote: string): string[] {
  return quote
    .split(/\n|\.{3,}|…|(?<=[.!?:;])\s|\[[^\][]{0,40}\]/)
    .map(normalisedQuote)
    .filter((sentence) => sentence.length >= shortest);
}

/** The items of a quote that strings them together with commas (headings, list items), normalised. */
export function listItems(quote: string): string[] {
  return quote
    .split(/,\s|\n|\s\|\s/)
    .map(normalisedQuote)
    .filter((item) => item.length >= shortest);
}

/** Shorter parts of a quote (a numeral, a brace) are found everywhere and prove nothing. */
const shortest = 4;

function fragments(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map(bare)
    .filter((fragment) => fragment !== "" && fragment !== "etc.");
}

function bare(normalised: string): string {
  return withoutEnds(normalised, /[' ]/);
}

/** Without such characters at both ends. (A regular expression that looks for the end takes quadratic time.) */
function withoutEnds(text: string, character: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && character.test(text.charAt(start))) start++;
  while (end > start && character.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
