import type { CheckedQuote, Judgement } from "../facts/judgement";
import { otherResponse, quotedPlace, whereItStands } from "../facts/quotePlaces";
import type { Location } from "../model/finding";
import type { Part } from "../model/sample";
import type { QuoteStep } from "../quotes/quoteCheck";
import type { RubricItem } from "../rubrics/readRubric";
import { textOf } from "../text/span";
import { endingOf } from "../text/ending";
import { escapeMarkdown } from "../text/printable";

/** A place of a sample as Markdown, with a link if the reader can follow it. */
export type Link = (place: Location) => string;

/** The most places of an evaluation that are listed, and the longest text of each. */
const maxPlaces = 8;
const longestWords = 100;

/**
 * A rubric's item: its weight, and where the evaluation addresses it.
 *
 * @param part the trace that contains both
 */
export function describeItem(judgement: Judgement, item: RubricItem, part: Part, link: Link): string {
  const lines = [`**${escapeMarkdown(item.name)}**${weightInWords(item, part)}`, ""];
  const uses = judgement.rubricUses?.find((use) => use.item.span.start === item.span.start);
  if (uses === undefined)
    return [...lines, "Where the evaluation addresses it was not searched for: it is too long."].join("\n");
  if (uses.places.length === 0) return [...lines, "No sentence of the evaluation addresses it."].join("\n");
  lines.push("The evaluation addresses it:", "");
  for (const span of uses.places.slice(0, maxPlaces)) {
    lines.push(`- ${link({ part, span })}: ${escapeMarkdown(shortened(textOf(part.text, span)))}`);
  }
  if (uses.places.length > maxPlaces) lines.push(`- … and ${uses.places.length - maxPlaces} more`);
  return lines.join("\n");
}

function weightInWords({ weight }: RubricItem, part: Part): string {
  if (weight === undefined) return " has no weight";
  const inBrackets = textOf(part.text, weight.span).replace(/^[\s([]+/, "");
  const written = inBrackets.slice(0, inBrackets.length - endingOf(inBrackets, /[\s)\]]/).length);
  if (weight.share === undefined) return `: weight ${escapeMarkdown(written)}`;
  const share = `${Math.round(weight.share * 1000) / 10} %`;
  return written.replace(/\s/g, "") === share.replace(" ", "")
    ? `: weight ${escapeMarkdown(share)}`
    : `: weight ${escapeMarkdown(written)}, that is ${escapeMarkdown(share)} of all weights of the rubric`;
}

/** A quote: how literal it is, and where its words are. */
export function describeQuote(judgement: Judgement, quote: CheckedQuote, link: Link): string {
  const { check, turn } = quote;
  const lines = [`**Quote of response ${quote.response}**: ${stepInWords(quote)}`];
  const there = whereItStands(judgement, quote);
  if (there === undefined) return lines.join("\n");
  const { part, spans } = there;
  const words = spans
    .map((span) => textOf(part.text, { ...span, end: Math.min(span.end, span.start + 400) }))
    .join(" … ");
  const place = quotedPlace(judgement, quote, check.place);
  const who = turn !== undefined ? "The prompt" : `Response ${place?.response ?? quote.response}`;
  lines.push("", `${who}, ${link({ part, span: spans[0] })}: ${escapeMarkdown(shortened(words, 300))}`);
  const instead = check.step === "misattributed" ? quotedPlace(judgement, quote, check.instead) : undefined;
  if (instead !== undefined) lines.push("", `What response ${instead.response} says: ${escapeMarkdown(instead.words)}`);
  return lines.join("\n");
}

/** The step of the ladder at which it was found. */
function stepInWords({ check, response, turn }: CheckedQuote): string {
  const alike = check.place === undefined ? "" : ` (${Math.floor(check.place.similarity * 100)} % alike)`;
  const words: Readonly<Record<QuoteStep, string>> = {
    empty: "nothing is quoted.",
    exact: "literal, character for character.",
    normalised: "literal except for white space, quote marks, Markdown marks or Unicode forms.",
    ellipsis: "literal; the text between its parts is left out with an ellipsis.",
    near: `not quite the words of the response${alike}.`,
    abridged: "words of the response are left out without a sign.",
    notation: "the response writes the formula in another way.",
    misattributed: `these are words of response ${otherResponse(response)}, not of ${response}.`,
    fabricated:
      turn !== undefined
        ? "the response does not say this; the conversation before it does."
        : check.place === undefined
          ? "neither response says this, and nothing in them comes close."
          : `neither response says this. The closest words${alike}:`,
    "not-checked": "not checked: it is too long, or too much work.",
  };
  return words[check.step];
}

function shortened(text: string, longest = longestWords): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > longest ? `${words.slice(0, longest).trimEnd()}…` : words;
}
