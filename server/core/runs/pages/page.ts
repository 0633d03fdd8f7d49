import type { FilterProblem } from "../../filters/scanner";
import type { SampleRow } from "../../model/sampleRow";
import type { Span } from "../../text/span";
import type { Hint } from "../figures/hints";
import type { LostBy } from "../figures/lost";
import type { StepSeries } from "../figures/steps";
import type { Histogram, RunSummary } from "../figures/summary";
import type { SortColumn } from "../rows/sortKey";

/** Which sample it is, whichever row it has by now: a table that is made anew numbers its rows anew. */
export type SampleKey = Pick<SampleRow, "file" | "record" | "trace">;

/** The samples that a page shows, and their order. */
export interface RunQuery {
  readonly filter: string;
  /** Undefined: the file's own order. */
  readonly sort: RunSort | undefined;
  /** What the bars of lost reward are split by. */
  readonly by: LostBy["by"];
}

export interface RunSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** What a page shows first: count, figures and the first rows in one answer. */
export interface RunAnswer {
  /** Samples that pass the filter, and all that were read. */
  readonly count: number;
  readonly total: number;
  readonly applied: ShownFilter;
  readonly shape: RunShape;
  readonly summary: RunSummary | undefined;
  /** The histogram of all samples, drawn behind that of a filter; undefined without one. */
  readonly whole: Histogram | undefined;
  readonly lost: LostBy | undefined;
  readonly rows: RowSlice;
  /** If nothing passes: the effect of each term. */
  readonly emptied: readonly TermCount[] | undefined;
}

/** The content of the page Steps for the samples that pass a filter. */
export interface StepsAnswer {
  readonly series: StepSeries;
  readonly hints: readonly Hint[];
  readonly lost: LostBy;
}

/** How the filter's text was understood. */
export interface ShownFilter {
  readonly text: string;
  readonly problem: FilterProblem | undefined;
  readonly leftOut: readonly Span[];
}

export interface RowSlice {
  readonly start: number;
  readonly rows: readonly ShownRow[];
}

/** A row of the table, with what is known only from its run. */
export interface ShownRow {
  readonly row: number;
  /** Undefined for a sample in no group of two or more. */
  readonly group: ShownGroup | undefined;
  /** Undefined if nothing says. */
  readonly right: boolean | undefined;
  /** The sample's question, without the words with which all questions of the run begin. */
  readonly question: string | undefined;
  readonly sample: SampleRow;
}

export interface ShownGroup {
  readonly number: number;
  /** Number of rollouts in it, and the number of this one, or of the one whose earlier turn this is, from 1. */
  readonly size: number;
  readonly place: number;
  readonly isDead: boolean;
  /** The rewards of those rollouts that have one. */
  readonly rewards: readonly number[];
}

/** A term of a filter that nothing passes: how many samples pass it alone, and how many pass the rest without it. */
export interface TermCount {
  readonly term: string;
  readonly alone: number;
  readonly without: number;
}

/** The kind of samples in a run, which decides columns and figures. */
export type RunKind = "rollouts" | "judges" | "evaluation" | "trajectories" | "chat";

/** What there is to show of a run, whatever the filter. */
export interface RunShape {
  readonly kind: RunKind;
  readonly samples: number;
  /** Number of rollouts: less than that of samples where those have earlier turns. */
  readonly rollouts: number;
  /** Numbers of distinct values, as far as they matter: a single value needs no column. */
  readonly steps: number;
  readonly files: number;
  readonly models: number;
  readonly categories: number;
  /** Number of groups of two rollouts or more, and their size if all have the same. */
  readonly groups: number;
  readonly groupSize: number | undefined;
  /** The possible rewards, else those that were seen; undefined without any. */
  readonly rewards: { readonly least: number; readonly most: number } | undefined;
  readonly isComputed: boolean;
  /** Are there recorded rewards as well as computed ones? */
  readonly isRecorded: boolean;
  readonly hasAdvantages: boolean;
  readonly components: readonly ShapeComponent[];
  readonly hasCalls: boolean;
  readonly hasFindings: boolean;
  readonly hasToolErrors: boolean;
  readonly hasQuotes: boolean;
  readonly turns: number;
}

export interface ShapeComponent {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Is it a part of the computed reward? Otherwise it is as the record has it. */
  readonly isPart: boolean;
}

/** What can be written at a place in a filter. */
export interface Completions {
  /** The part of the filter's text to replace. */
  readonly span: Span;
  readonly options: readonly Completion[];
  /** Number of further options. */
  readonly more: number;
}

export interface Completion {
  /** The text to insert. */
  readonly text: string;
  /** For people: its meaning. */
  readonly note: string;
  /** Number of samples with it under the rest of the filter; undefined if that is not known. */
  readonly samples: number | undefined;
}
