import type { RowQuotes } from "../../model/sampleRow";
import type { JudgeFigures } from "../figures/judges";
import type { Sentence } from "../figures/figure";
import { judgeFigures } from "../judges";
import type { Scope } from "../scope";
import { count, plural } from "../words";
import { oncePerScope } from "./oncePerScope";

/** How far down the ladder a quote was found. */
export type QuoteRung = keyof RowQuotes;

/** One quote of the list: the quotes of a rung in a row have numbers from 0. */
export interface QuoteItem {
  readonly row: number;
  readonly rung: QuoteRung;
  readonly number: number;
}

/** The content of the page Judges for the samples that pass a filter. */
export interface JudgesAnswer {
  /** Undefined if none of them is a judgement. */
  readonly figures: JudgeFigures | undefined;
  /** About the quotes; undefined without quotes. */
  readonly sentence: Sentence | undefined;
  readonly quotes: readonly QuoteItem[];
  /** Number of quotes that are not listed. */
  readonly more: number;
}

/** Maximum number of quotes in the list. */
const maxListed = 5000;

/** Those that are not as written. */
const faults: readonly QuoteRung[] = ["invented", "other", "altered"];

const figuresOf = oncePerScope((scope): Pick<JudgesAnswer, "figures" | "sentence"> => {
  const figures = judgeFigures(scope);
  return { figures, sentence: figures && sentenceOf(figures, scope) };
});

/** @param rung which quotes the list has; undefined for those that are not as written */
export function judgesPage(scope: Scope, rung: QuoteRung | undefined): JudgesAnswer {
  const all = itemsOf(scope, rung === undefined ? faults : [rung]);
  return { ...figuresOf(scope), quotes: all.slice(0, maxListed), more: Math.max(0, all.length - maxListed) };
}

function itemsOf({ table, rows }: Scope, rungs: readonly QuoteRung[]): QuoteItem[] {
  const items: QuoteItem[] = [];
  for (const rung of rungs) {
    const column = table.judge.quotes.get(rung);
    for (const row of rows) {
      const n = column?.get(row) ?? 0;
      for (let number = 0; number < n; number++) items.push({ row, rung, number });
    }
  }
  return items;
}

/** "22 of 611 quotes are invented; 8 stand in the other response, 31 were altered. 15 of the 19 judgements … are still right." */
function sentenceOf({ quotes }: JudgeFigures, scope: Scope): Sentence | undefined {
  if (quotes === undefined) return undefined;
  const { n, invented, other, altered, unchecked } = quotes;
  const also = [
    ...(other.figure > 0
      ? [`${count(other.figure)} ${other.figure === 1 ? "stands" : "stand"} in the other response`]
      : []),
    ...(altered.figure > 0 ? [`${count(altered.figure)} ${altered.figure === 1 ? "was" : "were"} altered`] : []),
    ...(unchecked > 0 ? [`${count(unchecked)} ${unchecked === 1 ? "was" : "were"} not looked for`] : []),
  ];
  const lead = `${invented.figure === 0 ? "None" : count(invented.figure)} of ${plural(n, "quote")} ${invented.figure === 1 ? "is" : "are"} invented`;
  const column = scope.table.judge.quotes.get("invented");
  const inventing = scope.where((row) => (column?.get(row) ?? 0) > 0);
  const right = scope.run.shareRight(inventing.rows);
  const still =
    right.n === 0
      ? ""
      : ` ${count(right.k)} of the ${plural(right.n, "judgement")} with an invented quote ${right.k === 1 ? "is" : "are"} still right.`;
  const rest = `${also.length === 0 ? "." : `; ${also.join(", ")}.`}${still}`;
  return { lead, rest, filter: invented.figure === 0 ? undefined : "quote:invented" };
}
