import type { SampleRow } from "../../model/sampleRow";

/** The columns of a run's table in files, in their order. `component.NAME` is one, too. */
export const rowColumns = [
  "file",
  "record",
  "trace",
  "id",
  "step",
  "group",
  "model",
  "category",
  "profile",
  "dialect",
  "question",
  "reward",
  "best",
  "recorded",
  "advantage",
  "lost",
  "findings",
  "calls",
  "firstCall",
  "toolErrors",
  "turns",
  "length",
  "cut",
  "endedBy",
  "verdict",
  "gold",
  "taskType",
  "checked",
] as const;

/**
 * A value of a row's column; undefined if the row has none, or there is no such column.
 *
 * @param shown the reward that its run shows for it; NaN if it has none
 */
export function columnOf(row: SampleRow, column: string, shown: number): string | number | boolean | undefined {
  const { reward, judge } = row;
  if (column.startsWith("component.")) {
    const name = column.slice("component.".length);
    return reward?.parts.find(({ id }) => id === name)?.value ?? row.components[name] ?? undefined;
  }
  switch (column) {
    case "reward":
      return Number.isNaN(shown) ? undefined : shown;
    case "best":
      return reward?.best;
    case "lost":
      return reward && reward.best - reward.value;
    case "findings":
      return row.findings.map(({ rule }) => rule).join(" ");
    case "calls":
      return row.calls.count;
    case "firstCall":
      return row.calls.first;
    case "verdict":
      return judge?.verdicts[judge.paidReading ?? "parsed"] ?? undefined;
    case "gold":
      return judge?.gold;
    case "taskType":
      return judge?.taskType;
    default: {
      const value = (row as unknown as Readonly<Record<string, unknown>>)[column];
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
    }
  }
}

export function jsonlRow(row: SampleRow, columns: readonly string[], shown: number): string {
  const entries = columns.flatMap((column) => {
    const value = columnOf(row, column, shown);
    return value === undefined ? [] : [[column, value] as const];
  });
  return JSON.stringify(Object.fromEntries(entries));
}
