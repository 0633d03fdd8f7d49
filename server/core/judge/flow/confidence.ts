import type { TokenChoice } from "../endpoint/answer";

/** Probabilities of a verdict's labels, normalised over them. */
export type LabelProbabilities = Readonly<Record<string, number>>;

/**
 * The probabilities of the labels at the token with the verdict: the last `[[X` of the answer.
 *
 * @returns undefined if the verdict's token is not among them, or none of its labels has a probability
 */
export function probabilitiesAtVerdict(
  tokens: readonly TokenChoice[],
  labels: readonly string[],
): LabelProbabilities | undefined {
  const text = tokens.map(({ token }) => token).join("");
  const at = Math.max(...labels.map((label) => text.lastIndexOf(`[[${label}`)));
  if (at < 0) return undefined;
  let start = 0;
  for (const token of tokens) {
    const end = start + token.token.length;
    if (at + 2 < end) return probabilities(token, at + 2 - start, labels);
    start = end;
  }
  return undefined;
}

/** The probabilities at the first token of an answer that was prefilled up to the verdict. */
export function probabilitiesAtStart(
  tokens: readonly TokenChoice[],
  labels: readonly string[],
): LabelProbabilities | undefined {
  const [first] = tokens;
  return first && probabilities(first, 0, labels);
}

/** Servers give a token that a grammar forbids −9999 or −3.4e38, which becomes 0. */
function probabilities(
  { token, top }: TokenChoice,
  offset: number,
  labels: readonly string[],
): LabelProbabilities | undefined {
  const before = token.slice(0, offset);
  const found = labels.map((label) => {
    const same = top.filter((other) => other.token.startsWith(before + label) && isWhole(other.token, offset, label));
    return [label, same.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)] as const;
  });
  const all = found.reduce((sum, [, p]) => sum + p, 0);
  return all > 0 ? Object.fromEntries(found.map(([label, p]) => [label, p / all])) : undefined;
}

/** Is the token the whole label? `A` and `A]]` are, `Answer` is not. */
function isWhole(token: string, offset: number, label: string): boolean {
  return !/^[\p{L}\p{N}]/u.test(token.slice(offset + label.length));
}
