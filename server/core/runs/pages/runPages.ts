import { appliedFilter, type AppliedFilter } from "../../filters/appliedFilter";
import type { Filter } from "../../filters/filter";
import { filterTerms } from "../../filters/filterTerms";
import { parseFilter } from "../../filters/parseFilter";
import { textTerms } from "../../filters/textTerms";
import type { LostBy } from "../figures/lost";
import type { Histogram, RunSummary } from "../figures/summary";
import { hintsSteps } from "../hints";
import { lostBySteps } from "../lost";
import { Run, type RunOptions } from "../run";
import { Scope } from "../scope";
import { stepSeriesSteps } from "../steps";
import { completed, type InSteps } from "../../host/inSteps";
import { histogramOf, summarySteps } from "../summary";
import { unknownComponent } from "../rows/unknownComponent";
import type { RunTable } from "../table/runTable";
import { completionsAt } from "./completions";
import type {
  Completions,
  RowSlice,
  RunAnswer,
  RunQuery,
  RunShape,
  SampleKey,
  ShownGroup,
  ShownRow,
  StepsAnswer,
  TermCount,
} from "./page";
import { shapeOf } from "./shape";

/** Maximum number of rows in one answer. */
export const longestSlice = 200;

/** If nothing passes a filter with more terms than this, its terms are not counted one by one. */
const maxTermsCounted = 12;

/** Maximum number of a group's rewards sent with a row. */
const maxGroupRewards = 64;

/** What the pages of a run can be asked, besides what all runs can. */
export interface PagesOptions extends RunOptions {
  /** What is wrong with a name in a filter that no sample of any run can have; undefined if all are known. */
  readonly unknownNames?: (filter: Filter) => string | undefined;
}

const notSearched =
  "The texts of samples are not searched here, so this term is left out. On the command line, report and audit --only search them.";

/** A result, with the table's version from which it was computed. */
interface Found {
  readonly version: number;
  readonly isWhole: boolean;
  readonly run: Run;
  shape?: RunShape;
  readonly lost: { rule?: LostBy; cause?: LostBy };
  whole?: { readonly histogram: Histogram | undefined };
}

/**
 * Answers the requests of a run's pages. It keeps the samples of the last filter and their last order, so that scrolling
 * sorts nothing again; once the table changes, everything is computed again.
 */
export class RunPages {
  private found: Found | undefined;
  /** Was all of the run read? Until then, no change since a step is reported. */
  isWhole = true;
  private filtered: { readonly filter: string; readonly scope: Scope } | undefined;
  private sorted: { readonly scope: Scope; readonly key: string; readonly order: Uint32Array } | undefined;
  private summary: { readonly scope: Scope; readonly of: RunSummary } | undefined;

  constructor(
    readonly table: RunTable,
    private readonly options: PagesOptions = {},
  ) {}

  /** The part of the run that has been read. */
  get run(): Run {
    return this.state.run;
  }

  /** All samples' rewards. */
  private wholeOf(state: Found): Histogram | undefined {
    const { run } = state;
    state.whole ??= { histogram: histogramOf(new Scope(run, run.all), "reward", (row) => run.table.reward(row)) };
    return state.whole.histogram;
  }

  /** What is lost under a filter; changes over the steps are those of the whole run, because only it shows them. */
  private *lost(scope: Scope, by: RunQuery["by"], { run, isWhole, lost: ofAll }: Found): InSteps<LostBy> {
    const all = (ofAll[by] ??= yield* lostBySteps(new Scope(run, run.all), by, isWhole));
    if (scope.n === run.all.length) return all;
    const lost = yield* lostBySteps(scope, by, isWhole);
    const known = new Map(all.bars.map((bar) => [bar.name, bar]));
    const bars = lost.bars.map((bar) => {
      const { shares, since } = known.get(bar.name) ?? bar;
      return { ...bar, shares, since };
    });
    return { ...lost, bars, steps: all.steps };
  }

  get shape(): RunShape {
    return (this.state.shape ??= shapeOf(this.run));
  }

  /** Count, figures and the first rows. */
  view(query: RunQuery): RunAnswer {
    return completed(this.viewSteps(query));
  }

  /** {@link view}, in steps. */
  *viewSteps(query: RunQuery): InSteps<RunAnswer> {
    const { run, state } = this;
    const { problem, leftOut } = this.applied(query.filter);
    const [scope, order] = [this.scopeOf(query), this.orderOf(query)];
    yield;
    const isFiltered = order.length < run.all.length;
    // The figures of a filter are the same in every order.
    let summary = this.summary?.scope === scope ? this.summary.of : undefined;
    if (summary === undefined && order.length > 0) {
      const lost = isFiltered ? undefined : yield* this.lost(scope, "rule", state);
      yield;
      summary = yield* summarySteps(scope, state.isWhole, lost);
      this.summary = { scope, of: summary };
    }
    const shape = (state.shape ??= shapeOf(run));
    yield;
    const whole = isFiltered ? this.wholeOf(state) : undefined;
    yield;
    const lost = order.length === 0 ? undefined : yield* this.lost(scope, query.by, state);
    yield;
    return {
      count: order.length,
      total: run.all.length,
      applied: { text: query.filter, problem, leftOut },
      shape,
      summary,
      whole,
      lost,
      rows: this.slice(run, order, 0, longestSlice),
      emptied: order.length === 0 && run.all.length > 0 ? this.termCounts(query.filter) : undefined,
    };
  }

  /** @param count at most {@link longestSlice} */
  rows(query: RunQuery, start: number, count: number): RowSlice {
    return this.slice(this.run, this.orderOf(query), start, Math.min(count, longestSlice));
  }

  /** What changes over the steps, for the samples that pass the filter. */
  steps(query: RunQuery): StepsAnswer {
    return completed(this.stepsSteps(query));
  }

  /** {@link steps}, in steps. */
  *stepsSteps(query: RunQuery): InSteps<StepsAnswer> {
    const { isWhole } = this;
    const scope = this.scopeOf(query);
    yield;
    const series = yield* stepSeriesSteps(scope);
    const found = yield* hintsSteps(scope);
    yield;
    return { series, hints: found, lost: yield* lostBySteps(scope, "rule", isWhole) };
  }

  /** The position of a sample in the query's order; undefined if the filter leaves it out. */
  placeOf(query: RunQuery, { file, record, trace }: SampleKey): number | undefined {
    const { table } = this;
    const code = table.file.dictionary.known(file);
    const place = this.orderOf(query).findIndex(
      (row) => table.record.raw(row) === record && table.trace.raw(row) === trace && table.file.codes.raw(row) === code,
    );
    return place < 0 ? undefined : place;
  }

  /** The samples that pass a query's filter, in the file's order; the same scope for the same filter. */
  scopeOf({ filter }: Pick<RunQuery, "filter">): Scope {
    const { run } = this;
    if (this.filtered?.scope.run !== run || this.filtered.filter !== filter)
      this.filtered = { filter, scope: new Scope(run, rowsOf(run, this.applied(filter))) };
    return this.filtered.scope;
  }

  completions(filter: string, cursor: number): Completions {
    return completionsAt(this.run, filter, cursor);
  }

  /** More texts were searched: another answer may hold for a filter that asks for words. */
  searchedMore(): void {
    this.filtered = undefined;
  }

  private get state(): Found {
    const { version } = this.table;
    if (this.found?.version !== version || this.found.isWhole !== this.isWhole)
      this.found = { version, isWhole: this.isWhole, run: new Run(this.table, this.options), lost: {} };
    return this.found;
  }

  private orderOf({ filter, sort }: RunQuery): Uint32Array {
    const scope = this.scopeOf({ filter });
    if (sort === undefined) return scope.rows;
    const key = JSON.stringify(sort);
    if (this.sorted?.scope !== scope || this.sorted.key !== key)
      this.sorted = { scope, key, order: scope.run.sort(scope.rows, sort.column, sort.descending) };
    return this.sorted.order;
  }

  private applied(filter: string): AppliedFilter {
    return appliedFilter(filter, (term) => this.refused(term));
  }

  private refused(term: Filter): string | undefined {
    const { hasWords, unknownNames } = this.options;
    if (hasWords === undefined && textTerms(term).length > 0) return notSearched;
    return unknownNames?.(term) ?? unknownComponent(term, this.table, this.isWhole);
  }

  private slice(run: Run, order: Uint32Array, start: number, count: number): RowSlice {
    const rows = [...order.subarray(start, start + count)].map((row) => this.shown(run, row));
    return { start, rows };
  }

  private shown(run: Run, row: number): ShownRow {
    return {
      row,
      group: groupOf(run, row),
      right: run.isRight(row),
      question: run.question(row),
      sample: run.table.get(row),
    };
  }

  private termCounts(filter: string): TermCount[] | undefined {
    const terms = filterTerms(filter);
    if (terms.some(({ isOperator }) => isOperator) || terms.length > maxTermsCounted) return undefined;
    const count = (text: string): number | undefined => {
      const parsed = parseFilter(text);
      return "problem" in parsed ? undefined : this.run.filter(parsed).length;
    };
    return terms.flatMap(({ text }, i): TermCount[] => {
      const others = terms.filter((_, at) => at !== i).map((other) => other.text);
      const [alone, without] = [count(text), count(others.join(" "))];
      return alone === undefined || without === undefined ? [] : [{ term: text, alone, without }];
    });
  }
}

function rowsOf(run: Run, { filter }: AppliedFilter): Uint32Array {
  return filter.kind === "all" && filter.of.length === 0 ? run.all : run.filter(filter);
}

function groupOf({ groups }: Run, row: number): ShownGroup | undefined {
  const number = groups.numberOf(row);
  const group = groups.of(row);
  if (number === undefined || group === undefined || group.rows.length < 2) return undefined;
  const { rows, isDead } = group;
  const rewards = groups.rewardsOf(rows).slice(0, maxGroupRewards);
  return { number, size: rows.length, place: groups.placeOf(row) + 1, isDead, rewards };
}
