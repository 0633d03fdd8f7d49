import type { Span } from "../text/span";
import type { QuotableText } from "./quotableText";
import type { QuoteCheck, QuotePlace, QuoteStep } from "./quoteCheck";
import { ellipsisFragments, normalisedQuote } from "./quoteFragments";
import { quoteLimits } from "./quoteLimits";
import { closest, elsewhere, findAbridged, findCaseless, findInOrder, findRewritten, literal } from "./steps";
import { WorkBudget } from "./workBudget";

/** Checks the quotes of one judgement; all of them share one budget of work. */
export class QuoteChecker {
  private readonly budget: WorkBudget;

  /** @param steps of work that all quotes together can take */
  constructor(steps: number = quoteLimits.stepsPerJudgement) {
    this.budget = new WorkBudget(steps);
  }

  /** The place where a text contains the quote, character for character or normalised. */
  literalIn(quote: string, text: QuotableText): readonly Span[] | undefined {
    const normalised = normalisedQuote(quote);
    const budget = new WorkBudget(quoteLimits.stepsPerQuote, this.budget);
    return normalised === "" ? undefined : literal(quote, normalised, text, budget)?.place.spans;
  }

  /** The ladder for one quote. */
  check(quote: string, named: QuotableText, other: QuotableText): QuoteCheck {
    if (quote.trim() === "") return result("empty");
    const tooLarge =
      quote.length > quoteLimits.quote ||
      named.text.length > quoteLimits.response ||
      other.text.length > quoteLimits.response;
    if (tooLarge || this.budget.isExhausted()) return result("not-checked");
    const before = this.budget.room;
    const room = Math.min(quoteLimits.stepsPerQuote, before);
    const remembered = named.checks.of(other, quote, room);
    if (remembered !== undefined) {
      // It is paid for again, so that the findings do not depend on what was checked before.
      this.budget.spend(remembered.steps);
      return remembered.check;
    }
    const budget = new WorkBudget(quoteLimits.stepsPerQuote, this.budget);
    const found = climb(quote, named, other, budget);
    // A quote that was found is found; one that was not may have been missed.
    const isMissed = budget.isExhausted() && (found.place === undefined || found.step === "fabricated");
    const check = isMissed ? result("not-checked") : found;
    named.checks.remember(other, quote, room, { check, steps: before - this.budget.room });
    return check;
  }
}

function climb(quote: string, named: QuotableText, other: QuotableText, budget: WorkBudget): QuoteCheck {
  const normalised = normalisedQuote(quote);
  if (normalised === "") return result("empty");
  const here = literal(quote, normalised, named, budget);
  if (here !== undefined) return result(here.step, here.place);

  const parts = ellipsisFragments(normalised);
  if (parts.length === 0) return result("empty");
  const inParts = parts.join("") === normalised ? undefined : findInOrder(parts, named.normalised, budget, false);
  if (inParts !== undefined) return result("ellipsis", inParts);

  const there = literal(quote, normalised, other, budget)?.place;
  if (normalised.length > quoteLimits.nearQuote) {
    return there === undefined ? result("not-checked") : result("misattributed", elsewhere(there));
  }
  const near = findInOrder(parts, named.normalised, budget, true);
  if (there !== undefined) return result("misattributed", elsewhere(there), near);
  const rewritten = findRewritten(quote, named, budget);
  // For a formula in another notation, the nearest words would only be the sentence before it. Sentences that are all
  // there, with others omitted between them, are found without the notation.
  const isRewrittenWhole = rewritten?.similarity === 1 && rewritten.spans.length === 1;
  if (isRewrittenWhole) return result("notation", rewritten);
  if (near !== undefined) return result("near", near);

  const partsThere = parts.length > 1 ? findInOrder(parts, other.normalised, budget, false) : undefined;
  if (partsThere !== undefined) return result("misattributed", elsewhere(partsThere));

  const recased = findCaseless(normalised, named.normalised, budget);
  if (recased !== undefined) return result("near", recased);
  const abridged = findAbridged(quote, normalised, named, budget);
  if (abridged !== undefined) return result("abridged", abridged);
  if (rewritten !== undefined) return result("notation", rewritten);
  return result("fabricated", closest(normalised, named, other, budget));
}

function result(step: QuoteStep, place?: QuotePlace, instead?: QuotePlace): QuoteCheck {
  return { step, place, instead };
}
