import type { RecordProblem } from "../../model/record";
import type { Sample } from "../../model/sample";
import { isObject, RowField, type JsonField, type JsonText } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";
import { readFields, type ReadJsonRecord } from "./readFields";

/** How many rows an object of equally long arrays has; undefined where it is none. Other members hold for every row. */
export function rowCount(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  const columns = Object.values(value).filter((column) => Array.isArray(column));
  const length = columns[0]?.length;
  return columns.length > 1 && columns.every((column) => column.length === length) ? length : undefined;
}

/** One row of columns as a record. */
export function rowOf(columns: JsonField, json: JsonText, row: number): RowField {
  const value: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns.value as object) as [string, unknown][]) {
    Object.defineProperty(value, name, { value: Array.isArray(column) ? column[row] : column, enumerable: true });
  }
  return new RowField(columns, json, row, value);
}

/** The samples of every row; `record` is the row's number. */
export function readRows(columns: JsonField, json: JsonText, format: JsonFormat | undefined): ReadJsonRecord {
  const count = rowCount(columns.value);
  if (count === undefined) return { samples: [], problems: [unequalColumns(columns)], format: undefined };
  const samples: Sample[] = [];
  const problems: RecordProblem[] = [];
  let first = format;
  for (let row = 0; row < count; row++) {
    const read = readFields(rowOf(columns, json, row), row, first);
    first ??= read.format;
    for (const sample of read.samples) samples.push(sample);
    for (const problem of read.problems) problems.push({ ...problem, message: `Row ${row}: ${problem.message}` });
  }
  return { samples, problems, format: first };
}

function unequalColumns(columns: JsonField): RecordProblem {
  return {
    code: "unequal-columns",
    severity: "error",
    message:
      "The columns of this file are not equally long, so its rows cannot be told: a value is missing or too many in one of them.",
    span: columns.span,
  };
}
