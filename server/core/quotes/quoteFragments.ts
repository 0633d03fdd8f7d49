import { normalise } from "./normalisedText";

/** A quote, normalised, without the quote marks around it. */
export function normalisedQuote(quote: string): string {
  // The quote marks go first, because a bullet or a heading may follow them.
  return bare(normalise(withoutEnds(quote, /[\s"'“”«»]/)).text);
}

/** The parts of a normalised quote around its ellipses; one part if it has none. */
export function ellipsisFragments(normalised: string): string[] {
  return fragments(normalised, / ?[[(]?\.{3,}[\])]? ?/);
}

/**
 * The quote's sentences and lines, normalised: the pieces that a judge joins when it leaves out what is between them.
 */
export function sentences(quote: string): string[] {
  return quote
    .split(/\n|\.{3,}|…|(?<=[.!?:;])\s|\[[^\][]{0,40}\]/)
    .map(normalisedQuote)
    .filter((sentence) => sentence.length >= shortest);
}

/** The items of a quote that joins them with commas (headings, list items), normalised. */
export function listItems(quote: string): string[] {
  return quote
    .split(/,\s|\n|\s\|\s/)
    .map(normalisedQuote)
    .filter((item) => item.length >= shortest);
}

/** Shorter parts of a quote (a numeral, a brace) occur everywhere and prove nothing. */
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

/** Removes such characters at both ends. (A regular expression for the end would take quadratic time.) */
function withoutEnds(text: string, character: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && character.test(text.charAt(start))) start++;
  while (end > start && character.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
