import type { FilterProblem } from "../../filters/scanner";
import type { SampleRow } from "../../model/sampleRow";
import type { Span } from "../../text/span";
import type { Hint } from "../figures/hints";
import type { LostBy } from "../figures/lost";
import type { StepSeries } from "../figures/steps";
import type { Histogram, RunSummary } from "../figures/summary";
import type { SortColumn } from "../rows/sortKey";

/** Which samples a page shows, and in which order. */
export interface RunQuery {
  readonly filter: string;
  /** The file's own order without one. */
  readonly sort: RunSort | undefined;
  /** What bars of lost reward stand for. */
  readonly by: LostBy["by"];
}

export interface RunSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** What a page shows first: count, figures and the first rows in one answer. */
export interface RunAnswer {
  /** Samples that the filter leaves, and all that were read. */
  readonly count: number;
  readonly total: number;
  readonly applied: ShownFilter;
  readonly shape: RunShape;
  readonly summary: RunSummary | undefined;
  /** Of all samples, to stand behind those of a filter; undefined without one. */
  readonly whole: Histogram | undefined;
  readonly lost: LostBy | undefined;
  readonly rows: RowSlice;
  /** Where nothing is left: what each term does. */
  readonly emptied: readonly TermCount[] | undefined;
}

/** What the page Steps shows of what a filter leaves. */
export interface StepsAnswer {
  readonly series: StepSeries;
  readonly hints: readonly Hint[];
  readonly lost: LostBy;
}

/** What became of the filter's text. */
export interface ShownFilter {
  readonly text: string;
  readonly problem: FilterProblem | undefined;
  readonly leftOut: readonly Span[];
}

export interface RowSlice {
  readonly start: number;
  readonly rows: readonly ShownRow[];
}

/** A row of the table with what only its run knows of it. */
export interface ShownRow {
  readonly row: number;
  /** Undefined for a sample that belongs to no group of two or more. */
  readonly group: ShownGroup | undefined;
  /** Undefined where nothing tells. */
  readonly right: boolean | undefined;
  readonly sample: SampleRow;
}

export interface ShownGroup {
  readonly number: number;
  /** Rollouts in it, and which of them this is, from 1. */
  readonly size: number;
  readonly place: number;
  readonly isDead: boolean;
  /** The rewards of its rollouts that have one. */
  readonly rewards: readonly number[];
}

/** A term of a filter that leaves nothing: how many samples it leaves alone, and how many are left without it. */
export interface TermCount {
  readonly term: string;
  readonly alone: number;
  readonly without: number;
}

/** What kind of samples a run holds: by it columns and figures are chosen. */
export type RunKind = "rollouts" | "judges" | "evaluation" | "trajectories" | "chat";

/** What there is to be shown of a run, whatever the filter. */
export interface RunShape {
  readonly kind: RunKind;
  /** Numbers of different values, as far as they matter: one value alone needs no column. */
  readonly steps: number;
  readonly files: number;
  readonly models: number;
  readonly categories: number;
  /** Groups of two rollouts or more, and the size of all of them where it is one. */
  readonly groups: number;
  readonly groupSize: number | undefined;
  /** The rewards that are possible, else those that were seen; undefined without one. */
  readonly rewards: { readonly least: number; readonly most: number } | undefined;
  readonly isComputed: boolean;
  /** Are there recorded rewards beside computed ones? */
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
  /** A part of the computed reward; else as the record has it. */
  readonly isPart: boolean;
}

/** What can be written at a place of a filter. */
export interface Completions {
  /** What of the filter's text is replaced. */
  readonly span: Span;
  readonly options: readonly Completion[];
  /** How many more there are. */
  readonly more: number;
}

export interface Completion {
  /** What is written. */
  readonly text: string;
  /** For people: what it means. */
  readonly note: string;
  /** Samples with it under the rest of the filter; undefined where that says nothing. */
  readonly samples: number | undefined;
}
