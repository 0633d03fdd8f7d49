import { words } from "../../python/strings";
import { pythonPattern } from "../../python/regex/pattern";
import type { Comparison } from "./comparison";

/** SQuAD's evaluation: lower case, no ASCII punctuation, no articles, white space reduced to single spaces. */
export function squadWords(text: string): readonly string[] {
  const bare = text.toLowerCase().replace(/[!-/:-@[-`{-~]/g, "");
  return words(/a|an|the/.test(bare) ? withoutArticles(bare) : bare);
}

const articles = pythonPattern("\\b(a|an|the)\\b");

function withoutArticles(text: string): string {
  if (!articles.ok) return text;
  let result = "";
  let from = 0;
  for (const { start, end } of articles.pattern.matches(text)) {
    result += `${text.slice(from, start)} `;
    from = end;
  }
  return result + text.slice(from);
}

export const squad: Comparison = {
  name: "squad",
  means: "normalised as SQuAD's evaluation does: lower case, without punctuation and articles",
  equal: (answer, truth) => normalised(answer) === normalised(truth),
  normalised,
};

function normalised(text: string): string {
  return squadWords(text).join(" ");
}
