/** The rows of the table as numbers and names, for files. */
import type { RunShape, ShownRow } from "../../../server/core/runs/pages/page";
import type { FigureCell, FigureData } from "../../shared/figureData";
import { count } from "./words";

/** Maximum number of rows that the page collects: the command line writes tables of any size. */
export const mostRows = 20_000;

type Value = (row: ShownRow) => FigureCell;

const usual: Readonly<Record<string, Value>> = {
  "#": ({ row }) => row + 1,
  file: ({ sample }) => sample.file,
  record: ({ sample }) => sample.record,
  id: ({ sample }) => sample.id,
  step: ({ sample }) => sample.step,
  group: ({ sample }) => sample.group,
  model: ({ sample }) => sample.model,
  category: ({ sample }) => sample.category,
  question: ({ sample }) => sample.question,
  reward: ({ sample }) => sample.reward?.value ?? sample.recorded,
  recorded: ({ sample }) => sample.recorded,
  advantage: ({ sample }) => sample.advantage,
  verdict: ({ sample: { judge } }) => judge?.verdicts[judge.paidReading ?? "parsed"] ?? undefined,
  gold: ({ sample }) => sample.judge?.gold,
  right: ({ right }) => (right === undefined ? undefined : right ? "right" : "wrong"),
  findings: ({ sample }) => sample.findings.map(({ rule }) => rule).join(" "),
  calls: ({ sample }) => sample.calls.count,
  "first call": ({ sample }) => sample.calls.first,
  "tool errors": ({ sample }) => sample.toolErrors,
  turns: ({ sample }) => sample.turns,
  "length, characters": ({ sample }) => sample.length,
  "ended by": ({ sample }) => sample.endedBy,
};

/** Columns without any value are left out. @param total of the rows that the filter leaves */
export function rowsData(rows: readonly ShownRow[], shape: RunShape, total: number): FigureData {
  const components = shape.components.map(({ name }): [string, Value] => [
    `component.${name}`,
    ({ sample }) => sample.reward?.parts.find(({ id }) => id === name)?.value ?? sample.components[name] ?? undefined,
  ]);
  const columns = [...Object.entries(usual), ...components].filter(([, value]) =>
    rows.some((row) => (value(row) ?? "") !== ""),
  );
  const part = rows.length < total ? `the first ${count(rows.length)} of ${count(total)}` : `n ${count(total)}`;
  return {
    title: `Samples, ${part}`,
    heads: columns.map(([head]) => head),
    rows: rows.map((row) => columns.map(([, value]) => value(row))),
  };
}
