import { QuotableText } from "./quotableText";
import { RecentlyUsed } from "./recentlyUsed";

/**
 * Enough for the responses of a few samples, in UTF-16 units; an index takes about ten times the memory of its text.
 */
const maxKept = 1_000_000;

/**
 * The responses that were used last, with their indexes. While someone edits a judgement, its responses stay the same
 * and are not indexed again with each keystroke. An `Auditor` keeps one for all samples that it audits.
 */
export class RecentTexts {
  private readonly texts = new RecentlyUsed<QuotableText>(maxKept);

  of(text: string): QuotableText {
    const found = this.texts.get(text);
    if (found !== undefined) return found;
    const made = new QuotableText(text);
    this.texts.set(text, made);
    return made;
  }
}
