/** The page Compare of a run: other runs, or another part of it, beside it. */
import type { CompareAnswer } from "../core/runs/pages/comparePages";
import type { RunQuery } from "../core/runs/pages/page";
import { request } from "./message";

export type { CompareAnswer };

/** What a run is compared with. */
export interface OtherRun {
  /** The name under which it was opened; undefined for the same run. */
  readonly run: string | undefined;
  /** For people. */
  readonly name: string;
  /** The filter of its samples; undefined for that of the page. */
  readonly filter: string | undefined;
}

/** Client → server: every run in a line, and the page's run compared with one of them. Null where one is not open. */
export const runCompareRequest = request<
  {
    readonly run: string;
    readonly name: string;
    readonly query: RunQuery;
    readonly others: readonly OtherRun[];
    /** The number of the one that is compared, from 0. */
    readonly chosen: number;
  },
  CompareAnswer | null
>("runCompare");
