import type { SampleRow } from "../../../../server/core/model/sampleRow";
import { textHash } from "../../../../server/core/text/textHash";
import { RunTable } from "../../../../server/core/runs/table/runTable";
import { Run, type RunOptions } from "../../../../server/core/runs/run";
import { Scope } from "../../../../server/core/runs/scope";

const hash = textHash("");

/** A row of which only what a test speaks of is said. */
export function row(given: Partial<SampleRow> = {}): SampleRow {
  return {
    file: "run.jsonl",
    record: 0,
    trace: 0,
    id: undefined,
    step: undefined,
    group: undefined,
    model: undefined,
    category: undefined,
    profile: undefined,
    dialect: undefined,
    checked: true,
    question: undefined,
    promptHash: hash,
    completionHash: hash,
    reward: undefined,
    undecided: undefined,
    recorded: undefined,
    components: {},
    advantage: undefined,
    findings: [],
    calls: { count: 0, first: undefined, tools: [] },
    toolErrors: 0,
    turns: 2,
    length: 0,
    repetition: 0,
    cut: false,
    endedBy: undefined,
    asks: false,
    truthHasCalls: undefined,
    judge: undefined,
    fixable: undefined,
    ...given,
  };
}

/** A computed reward of one part. */
export function reward(value: number, best = 1, least = 0): NonNullable<SampleRow["reward"]> {
  return { value, best, least, parts: [{ id: "only", value, min: least, max: best, pays: [] }] };
}

export function tableOf(rows: readonly Partial<SampleRow>[]): RunTable {
  const table = new RunTable();
  rows.forEach((each, record) => table.append(row({ record, ...each })));
  return table;
}

export function runOf(rows: readonly Partial<SampleRow>[], options?: RunOptions): Run {
  return new Run(tableOf(rows), options);
}

/** All of these rows. */
export function scopeOf(rows: readonly Partial<SampleRow>[], options?: RunOptions): Scope {
  const run = runOf(rows, options);
  return new Scope(run, run.table.all);
}

/** One finding of a rule that is an error. */
export function finding(rule: string, cost?: number, cause = "malformed calls"): SampleRow["findings"][number] {
  return { rule, cause, cost, severity: "error", count: 1 };
}
