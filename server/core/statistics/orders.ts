import { binomialAtHalf } from "./exactTests";
import { proportion, type Proportion } from "./proportion";

/** The answer that a pair's judge chose: the record's A or B, or neither. */
export type Choice = "A" | "B" | "tie";

/** A pair judged in both orders; `AB` shows the record's A first. Undefined if there is no readable verdict. */
export interface TwiceJudged {
  readonly AB: Choice | undefined;
  readonly BA: Choice | undefined;
  readonly gold?: "A" | "B" | undefined;
}

export interface OrderFigures {
  /** Pairs with two readable verdicts; the others are counted in `unread`. */
  readonly pairs: number;
  readonly unread: number;
  /** The share of pairs in which both orders chose the same. */
  readonly consistency: Proportion;
  /** By the same answer in both orders, else a tie (Zheng 2023, arXiv 2306.05685), of pairs whose gold is known. */
  readonly conservative: { readonly right: number; readonly ties: number; readonly wrong: number };
  /** The share of right verdicts over both orders; undefined if no gold is known. */
  readonly meanOfOrders: number | undefined;
  /**
   * Only pairs that flip show a lean: `first` chose the first slot twice, `second` the second one. p is from the exact
   * binomial test. (The share of verdicts for A measures how gold is placed, not the judge.)
   */
  readonly lean: { readonly first: number; readonly second: number; readonly p: number };
}

/** Position consistency, the conservative verdict and the lean among flips. */
export function orderFigures(pairs: readonly TwiceJudged[]): OrderFigures {
  let [read, same, first, second] = [0, 0, 0, 0];
  let [right, ties, wrong, rightVerdicts, goldPairs] = [0, 0, 0, 0, 0];
  for (const { AB, BA, gold } of pairs) {
    if (AB === undefined || BA === undefined) continue;
    read++;
    if (AB === BA) same++;
    if (AB === "A" && BA === "B") first++;
    if (AB === "B" && BA === "A") second++;
    if (gold === undefined) continue;
    goldPairs++;
    rightVerdicts += [AB, BA].filter((choice) => choice === gold).length;
    if (AB !== BA || AB === "tie") ties++;
    else if (AB === gold) right++;
    else wrong++;
  }
  return {
    pairs: read,
    unread: pairs.length - read,
    consistency: proportion(same, read),
    conservative: { right, ties, wrong },
    meanOfOrders: goldPairs === 0 ? undefined : rightVerdicts / (2 * goldPairs),
    lean: { first, second, p: binomialAtHalf(first, second) },
  };
}
