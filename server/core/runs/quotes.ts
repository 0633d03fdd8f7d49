import type { Part, Sentence } from "./figures/figure";
import type { QuoteFigures } from "./figures/judges";
import type { Scope } from "./scope";
import { count, percent, plural } from "./words";

/** Do the quotes exist? Undefined if no judgement contains quotes. */
export function quoteFigures(scope: Scope): QuoteFigures | undefined {
  const { judge } = scope.table;
  if (!judge.isUsed) return undefined;
  const sum = { exact: 0, normalised: 0, altered: 0, other: 0, invented: 0, unchecked: 0 };
  let judgements = 0;
  for (const row of scope.rows) {
    if (!judge.has(row)) continue;
    const quotes = judge.quotesOf(row);
    let any = 0;
    for (const rung of Object.keys(sum) as (keyof typeof sum)[]) {
      sum[rung] += quotes[rung];
      any += quotes[rung];
    }
    if (any > 0) judgements++;
  }
  if (judgements === 0) return undefined;
  const { exact, normalised, altered, other, invented, unchecked } = sum;
  const part = (name: string, figure: number, filter: string): Part<number> => ({ name, figure, filter });
  return {
    n: exact + normalised + altered + other + invented,
    exact: part("as written", exact, "quote:found"),
    normalised: part("after normalising", normalised, "quote:found"),
    altered: part("altered", altered, "quote:altered"),
    other: part("from the other response", other, "quote:other"),
    invented: part("invented", invented, "quote:invented"),
    unchecked,
    judgements,
  };
}

/** "596 of 611 quotes exist: 3 are altered, 2 from the other response, 10 invented." */
export function quoteSentence({ n, exact, normalised, altered, other, invented, unchecked }: QuoteFigures): Sentence {
  const found = exact.figure + normalised.figure;
  const faults = [
    ...(altered.figure > 0 ? [`${count(altered.figure)} altered`] : []),
    ...(other.figure > 0 ? [`${count(other.figure)} from the other response`] : []),
    ...(invented.figure > 0 ? [`${count(invented.figure)} invented (${percent(invented.figure / n)})`] : []),
  ];
  const rest = faults.length === 0 ? "" : `The others: ${faults.join(", ")}.`;
  const left = unchecked === 0 ? "" : ` ${count(unchecked)} ${unchecked === 1 ? "was" : "were"} not looked for.`;
  return {
    lead: `${count(found)} of ${plural(n, "quote")} ${n === 1 ? "is" : "are"} as written.`,
    rest: `${rest}${left}`.trim(),
    filter: faults.length === 0 ? undefined : "quote:altered,other,invented",
  };
}
