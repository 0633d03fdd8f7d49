/** The page Judges of a run: verdicts and quotes. */
import type { ShownQuote } from "../core/ide/shownQuotes";
import type { JudgesAnswer, QuoteRung } from "../core/runs/pages/judgePages";
import type { RunQuery } from "../core/runs/pages/page";
import { request } from "./message";

export type { ShownQuote };

/** Client → server: figures, and the list of quotes. Null where there is no such run. */
export const runJudgesRequest = request<
  {
    readonly run: string;
    readonly query: RunQuery;
    /** Which quotes are listed; undefined for those that are not as written. */
    readonly rung: QuoteRung | undefined;
  },
  JudgesAnswer | null
>("runJudges");

/** The most judgements whose quotes are asked for at once. */
export const mostJudgements = 64;

/** Client → server: the quotes of rows; null for a row that its file no longer has. */
export const runQuotesRequest = request<
  { readonly run: string; readonly rows: readonly number[] },
  readonly (readonly ShownQuote[] | null)[]
>("runQuotes");
