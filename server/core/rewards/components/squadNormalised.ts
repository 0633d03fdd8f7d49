import { isWhitespace } from "../../python/whitespace";

/** Python's `string.punctuation`. Only these are removed, not the punctuation of other scripts. */
const punctuation = /[!-/:-@[-`{-~]/g;
/** Word characters are those of Python's `\w`. */
const articles = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

/**
 * An answer as SQuAD's official evaluation normalises it: lower case, no ASCII punctuation, blanks instead of the
 * articles (a, an, the), and single spaces between words (`normalize_answer` of evaluate-v1.1.py).
 */
export function squadNormalised(answer: string): string {
  const bare = answer.toLowerCase().replace(punctuation, "").replace(articles, " ");
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i <= bare.length; i++) {
    const space = i === bare.length || isWhitespace(bare.charCodeAt(i));
    if (!space && start < 0) start = i;
    if (space && start >= 0) {
      words.push(bare.slice(start, i));
      start = -1;
    }
  }
  return words.join(" ");
}
