import type { Part, Sample, Verdict } from "../model/sample";
import { QuoteChecker } from "../quotes/quoteChecker";
import type { RecentTexts } from "../quotes/recentTexts";
import type { Span } from "../text/span";

/** Words that a judge's free text says a response says, and that stand nowhere. */
export interface InventedQuote {
  /** Without the quote marks. */
  readonly span: Span;
  readonly response: Verdict;
}

/** `Assistant B states: "…"`: the response, said to say so, and what stands between quote marks. */
const attributed =
  /\b(?:assistant|response|model|chatbot|answer) ([AB12])(?:['’]s (?:answer|response))? (?:(?:also|even|then|explicitly|plainly|correctly|wrongly|incorrectly) )?(?:says|said|states|stated|writes|wrote|claims|claimed)(?: that)?[:,]? (?:"([^"“”\n]{20,400})"|“([^"“”\n]{20,400})”)/gi;

/** Before such a sentence, these words say that the response does not say so. */
const supposed = /\b(?:if|had|unless|should|were) (?:the )?$/i;

/** Fewer words may be a name or a term, and stand in quote marks for other reasons. */
const fewestWords = 4;
const mostQuotes = 50;

/**
 * The quotes in a judge's free text that name a response and stand neither in one of the two nor in the prompt; none where
 * the responses are not known.
 */
export function inventedQuotes(
  { responses, turns }: Sample,
  { text }: Part,
  texts: RecentTexts,
): readonly InventedQuote[] {
  if (responses === undefined) return [];
  const found: InventedQuote[] = [];
  const checker = new QuoteChecker();
  let checked = 0;
  for (const match of text.matchAll(attributed)) {
    const words = match[2] ?? match[3] ?? "";
    if (supposed.test(text.slice(Math.max(0, match.index - 20), match.index))) continue;
    if (words.split(/\s+/).length < fewestWords || checked === mostQuotes) continue;
    checked++;
    const end = match.index + match[0].length - 1;
    const response = match[1] === "1" || match[1]?.toUpperCase() === "A" ? "A" : "B";
    const [a, b] = [texts.of(responses.a.text), texts.of(responses.b.text)];
    const { step } = response === "A" ? checker.check(words, a, b) : checker.check(words, b, a);
    if (step !== "fabricated") continue;
    const isOfPrompt = turns.some(
      ({ part }) => part !== undefined && checker.literalIn(words, texts.of(part.text)) !== undefined,
    );
    if (!isOfPrompt) found.push({ span: { start: end - words.length, end }, response });
  }
  return found;
}
