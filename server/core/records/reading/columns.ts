import type { RecordProblem } from "../../model/record";
import type { Sample } from "../../model/sample";
import { isObject, RowField, TableRowField, type JsonField, type JsonText } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { readFields, type ReadJsonRecord } from "./readFields";

/**
 * How many rows an object of columns has. It has equally long arrays, and other members hold for every row; or it is a
 * table as W&B writes it, with the names in `columns` and the rows in `data` or `rows`. Undefined if it is neither.
 */
export function rowCount(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  const table = tableOf(value);
  if (table !== undefined) return table.rows.length;
  const columns = Object.values(value).filter((column) => Array.isArray(column));
  const length = columns[0]?.length;
  return columns.length > 1 && columns.every((column) => column.length === length) ? length : undefined;
}

interface Table {
  readonly names: readonly string[];
  readonly key: "data" | "rows";
  readonly rows: readonly unknown[];
}

/** Kept because each row needs it. */
const tables = new WeakMap<object, { readonly table: Table | undefined }>();

function tableOf(value: Readonly<Record<string, unknown>>): Table | undefined {
  let known = tables.get(value);
  if (known === undefined) tables.set(value, (known = { table: findTable(value) }));
  return known.table;
}

function findTable(value: Readonly<Record<string, unknown>>): Table | undefined {
  const names = value["columns"];
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === "string")) return undefined;
  const key = Array.isArray(value["data"]) ? "data" : "rows";
  const rows = value[key];
  return Array.isArray(rows) && rows.every((row) => Array.isArray(row)) ? { names, key, rows } : undefined;
}

/** One row of columns as a record. */
export function rowOf(columns: JsonField, json: JsonText, row: number): JsonField {
  const given = columns.value as Readonly<Record<string, unknown>>;
  const table = tableOf(given);
  const field = table && columns.get(table.key)?.item(row);
  if (table !== undefined && field !== undefined) return new TableRowField(field, json, table.names);
  const value: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(given)) {
    Object.defineProperty(value, name, { value: Array.isArray(column) ? column[row] : column, enumerable: true });
  }
  return new RowField(columns, json, row, value);
}

/** The samples of every row; their `record` counts up from `index`. */
export function readRows(
  columns: JsonField,
  json: JsonText,
  format: JsonFormat | undefined,
  index: number,
): ReadJsonRecord {
  const count = rowCount(columns.value);
  if (count === undefined) return { samples: [], problems: [unequalColumns(columns)], format: undefined };
  const samples: Sample[] = [];
  const problems: RecordProblem[] = [];
  let first = format;
  for (let row = 0; row < count; row++) {
    const read = readFields(rowOf(columns, json, row), { index: index + row }, first);
    first ??= read.format;
    for (const sample of read.samples) samples.push(sample);
    for (const problem of read.problems) problems.push({ ...problem, message: `Row ${row}: ${problem.message}` });
  }
  return { samples, problems, format: first, count };
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
