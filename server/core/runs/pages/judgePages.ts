import type { JudgeFigures } from "../figures/judges";
import type { Sentence } from "../figures/figure";
import { judgeFigures } from "../judges";
import type { Scope } from "../scope";
import type { quoteRungs } from "../table/judgeColumns";
import { count, plural } from "../words";
import type { RunQuery } from "./page";
import type { RunPages } from "./runPages";

/** How far down the ladder a quote was found. */
export type QuoteRung = (typeof quoteRungs)[number];

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

/** Answers the requests of the page Judges. Its figures are computed once for each filter. */
export class JudgePages {
  private found: { readonly scope: Scope; readonly figures: JudgeFigures | undefined } | undefined;

  constructor(private readonly pages: Pick<RunPages, "scopeOf">) {}

  /** @param rung which quotes the list has; undefined for those that are not as written */
  view(query: RunQuery, rung: QuoteRung | undefined): JudgesAnswer {
    const scope = this.pages.scopeOf(query);
    if (this.found?.scope !== scope) this.found = { scope, figures: judgeFigures(scope) };
    const { figures } = this.found;
    const all = itemsOf(scope, rung === undefined ? faults : [rung]);
    return {
      figures,
      sentence: figures && sentenceOf(figures, scope),
      quotes: all.slice(0, maxListed),
      more: Math.max(0, all.length - maxListed),
    };
  }
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
function sentenceOf({ quotes }: JudgeFigures, { run, table, rows }: Scope): Sentence | undefined {
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
  const inventing = [...rows].filter((row) => (table.judge.quotes.get("invented")?.get(row) ?? 0) > 0);
  const judged = inventing.filter((row) => run.isRight(row) !== undefined);
  const right = judged.filter((row) => run.isRight(row)).length;
  const still =
    judged.length === 0
      ? ""
      : ` ${count(right)} of the ${plural(judged.length, "judgement")} with an invented quote ${right === 1 ? "is" : "are"} still right.`;
  const rest = `${also.length === 0 ? "." : `; ${also.join(", ")}.`}${still}`;
  return { lead, rest, filter: invented.figure === 0 ? undefined : "quote:invented" };
}
