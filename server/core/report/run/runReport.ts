import type { BenchmarkFigures } from "../../runs/figures/benchmark";
import { benchmarks } from "../../runs/benchmarks";
import { splitBy, type Split, type SplitBy } from "../../runs/byWhat";
import { compare, type NamedRun } from "../../runs/comparison/compare";
import type { Comparison } from "../../runs/figures/comparison";
import type { GroupFigures } from "../../runs/figures/groups";
import type { Hint } from "../../runs/figures/hints";
import type { JudgeFigures } from "../../runs/figures/judges";
import type { LostBy } from "../../runs/figures/lost";
import type { RewardBesideRecorded } from "../../runs/figures/rewardBeside";
import type { StepSeries } from "../../runs/figures/steps";
import type { RunSummary } from "../../runs/figures/summary";
import type { ToolFigures } from "../../runs/figures/tools";
import { groupFigures } from "../../runs/groups/groupFigures";
import { hints } from "../../runs/hints";
import { judgeFigures } from "../../runs/judges";
import { lostBy } from "../../runs/lost";
import { rewardBesideRecorded } from "../../runs/rewardBeside";
import type { Scope } from "../../runs/scope";
import { stepSeries } from "../../runs/steps";
import { summarise } from "../../runs/summary";
import { toolFigures } from "../../runs/tools";

/** Everything in a run's report: plain data, which `--format json` writes as it is. */
export interface RunReport {
  readonly name: string;
  /** The filter that limits the figures; undefined if all samples count. */
  readonly filter: string | undefined;
  readonly summary: RunSummary;
  readonly lost: LostBy;
  readonly causes: LostBy;
  /** Undefined for a run of fewer than two steps. */
  readonly steps: StepSeries | undefined;
  readonly groups: GroupFigures | undefined;
  readonly judges: JudgeFigures | undefined;
  readonly tools: ToolFigures | undefined;
  readonly rewardBeside: RewardBesideRecorded | undefined;
  readonly hints: readonly Hint[];
  readonly splits: readonly Split[];
  readonly comparison: Comparison | undefined;
  readonly benchmark: BenchmarkFigures | undefined;
  /** Samples with a finding that can be fixed; undefined if not asked for. */
  readonly fixable: number | undefined;
  readonly unreadable: readonly Unreadable[];
  /** Texts of the worst samples, if they were asked for. */
  readonly samples: readonly SampleTexts[];
}

/** A record that could not be read. */
export interface Unreadable {
  readonly file: string;
  readonly record: number;
  /** From 0. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** What a report shows of one sample. */
export interface SampleTexts {
  readonly file: string;
  readonly record: number;
  readonly trace: number;
  readonly reward: number | undefined;
  readonly findings: readonly string[];
  /** Only the beginning of a long text. */
  readonly prompt: string;
  readonly completion: string;
}

export interface ReportOptions {
  readonly name: string;
  readonly filter?: string | undefined;
  readonly by: readonly SplitBy[];
  readonly benchmark?: { readonly name: BenchmarkFigures["benchmark"]; readonly asPublished: boolean } | undefined;
  /** The run, or the part of it, with which this one is compared. */
  readonly before?: { readonly name: string; readonly scope: Scope } | undefined;
  readonly fixable: boolean;
  /** May the report contain texts of samples? Otherwise it has only figures, ids and names of rules. */
  readonly withTexts: boolean;
  readonly unreadable: readonly Unreadable[];
  readonly samples: readonly SampleTexts[];
}

export function runReport(scope: Scope, options: ReportOptions): RunReport {
  const { name, filter, by, benchmark, before, fixable, withTexts, unreadable, samples } = options;
  const { table } = scope;
  const steps = stepSeries(scope);
  const callsTools = scope.count((row) => (table.calls.get(row) ?? 0) > 0) > 0;
  return {
    name,
    filter,
    summary: summarise(scope),
    lost: lostBy(scope, "rule"),
    causes: lostBy(scope, "cause"),
    steps: steps.steps.length < 2 ? undefined : steps,
    groups: groupFigures(scope),
    judges: judgeFigures(scope),
    tools: callsTools ? toolFigures(scope) : undefined,
    rewardBeside: rewardBesideRecorded(scope),
    hints: hints(scope),
    splits: by.map((each) => withoutQuestions(splitBy(scope, each), withTexts)),
    comparison: before && comparisonOf(before, { name, scope }, withTexts),
    benchmark: benchmark && benchmarks[benchmark.name](scope, benchmark.asPublished),
    fixable: fixable ? scope.count((row) => table.get(row).fixable === true) : undefined,
    unreadable,
    samples,
  };
}

/** Names prompts by their hash if their questions must not be shown. */
function withoutQuestions(split: Split, withTexts: boolean): Split {
  if (withTexts || split.by !== "prompt") return split;
  return { ...split, lines: split.lines.map((line) => ({ ...line, name: line.key })) };
}

function comparisonOf(before: NamedRun, run: NamedRun, withTexts: boolean): Comparison {
  const found = compare(before, run);
  if (withTexts) return found;
  const { table } = run.scope;
  const prompts = found.prompts.map((prompt) => {
    const [first = 0] = prompt.rowsB;
    return { ...prompt, question: `${table.file.get(first) ?? ""}, record ${table.record.get(first) ?? 0}` };
  });
  return { ...found, prompts };
}
