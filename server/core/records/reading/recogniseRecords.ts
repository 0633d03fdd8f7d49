import type { RecordContainer, RecordSlice } from "../../model/record";
import { arrayElements, valuesOneAfterTheOther } from "../json/arrayElements";
import { rowCount, rowOf } from "./columns";
import { formatOfRecord, formatOfSession } from "./formatOf";
import { isObject, JsonField, JsonText, parseJson } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { closeTornJson } from "../json/tornJson";

/** What a file's records are, and why. */
export interface Recognition {
  readonly format: JsonFormat;
  readonly container: Exclude<RecordContainer, "trace">;
  /** In words: "its first 20 records have `input`, `output` and …". */
  readonly reason: string;
}

/** The most of a file's first records that are looked at to recognise its format. */
export const recordsLookedAt = 20;
/** No more records are looked at after this many characters. */
const charactersLookedAt = 1_000_000;

/**
 * Recognises a file's records by its content; undefined if it holds no known ones.
 *
 * @param text the whole file, or its beginning. The more it has of the first record, the more certain the result. (A
 *   verl record whose prompt alone is longer than the beginning cannot be recognised.)
 * @param isWhole false if the file goes on beyond `text`
 */
export function recogniseRecords(text: string, isWhole = true): Recognition | undefined {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const first = /\S/.exec(text.slice(start, start + 100_000))?.[0];
  if (first === "[") {
    const values = arrayElements(text, start, recordsLookedAt).slices.map(valueIn(text, isWhole));
    return recogniseSession(values) ?? recognition("array", values);
  }
  const lines = firstLines(text, start, isWhole);
  const values = lines.map((line) => parseJson(line));
  if (areRecords(values)) {
    const jsonl = recogniseSession(values) ?? recognition("jsonl", values);
    if (jsonl !== undefined) return jsonl;
    if (lines.length > 1 && isObject(values[0])) return recogniseColumnLines(values);
  }
  if (first !== "{") return undefined;
  const spread = valuesOneAfterTheOther(text, start, recordsLookedAt).slices.map(valueIn(text, isWhole));
  if (spread.length > 1 && spread[0] !== undefined) return recogniseSession(spread) ?? recognition("objects", spread);
  // One object on one line, one over several lines, or the beginning of one.
  const whole = values.length === 1 && values[0] !== undefined ? values[0] : read(text.slice(start), isWhole);
  const kind = lines.length === 1 ? "jsonl" : "object";
  return recogniseSession([whole]) ?? recognition(kind, [whole]) ?? recogniseColumns(whole);
}

function valueIn(text: string, isWhole: boolean): (slice: RecordSlice) => unknown {
  return ({ span }) => read(text.slice(span.start, span.end), isWhole);
}

/** Recognises the values as entries of one session's log. */
function recogniseSession(values: readonly unknown[]): Recognition | undefined {
  const json = new JsonText("");
  const entries = values.filter((value) => value !== undefined).map((value) => JsonField.root(json, value));
  if (entries.length === 0) return undefined;
  const format = formatOfSession(JsonField.list(json, entries));
  return format && { format, container: "session", reason: `its entries have ${format.fields}` };
}

/** Recognises the records on a file's lines, whatever the first begins with; undefined if they are no known ones. */
export function recogniseLines(text: string): Recognition | undefined {
  return recognition(
    "jsonl",
    firstLines(text, text.startsWith("\ufeff") ? 1 : 0, false).map((line) => parseJson(line)),
  );
}

/** How to cut a file whose format the user names, whether its first records can be read or not. */
export function containerOf(text: string, format: JsonFormat): Recognition["container"] {
  if (format.unit === "session") return "session";
  const recognised = recogniseRecords(text);
  if (recognised?.format === format) return recognised.container;
  const start = text.startsWith("\ufeff") ? 1 : 0;
  if (/\S/.exec(text.slice(start, start + 100_000))?.[0] === "[") return "array";
  const lines = firstLines(text, start, true);
  const oneObject = lines.length > 1 && lines[0]?.trim() === "{";
  return recognised?.container ?? (oneObject ? "object" : "jsonl");
}

function recognition(container: Recognition["container"], values: readonly unknown[]): Recognition | undefined {
  const counts = new Map<JsonFormat, number>();
  for (const value of values) {
    const format = isObject(value) ? fitting(value, values.length === 1) : undefined;
    if (format !== undefined) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (best === undefined) return undefined;
  const [format, count] = best;
  // One value that holds several records.
  const isRows = format.unit === "rows" && values.length === 1;
  return { format, container: isRows ? "columns" : container, reason: reasonOf(format, count, values.length) };
}

function reasonOf(format: JsonFormat, count: number, looked: number): string {
  if (looked === 1) return `its first record has ${format.fields}`;
  const records = count === looked ? `its first ${looked} records` : `${count} of its first ${looked} records`;
  return `${records} ${count === 1 ? "has" : "have"} ${format.fields}`;
}

function fitting(value: unknown, isAlone: boolean): JsonFormat | undefined {
  const record = JsonField.root(new JsonText(""), value);
  const format = formatOfRecord(record);
  return isAlone && format?.tellsAlone?.(record) === false ? undefined : format;
}

/** Recognises lines that are objects of columns: a training step each, with a row for each rollout. */
function recogniseColumnLines(values: readonly unknown[]): Recognition | undefined {
  const found = values.map(recogniseColumns);
  const first = found.find((each) => each !== undefined);
  if (first === undefined) return undefined;
  const count = found.filter((each) => each?.format === first.format).length;
  const lines = count === values.length ? `its first ${count} lines` : `${count} of its first ${values.length} lines`;
  return { ...first, container: "column-lines", reason: `the columns of ${lines} are ${first.format.fields}` };
}

function recogniseColumns(value: unknown): Recognition | undefined {
  const count = rowCount(value);
  if (count === undefined || count === 0) return undefined;
  const json = new JsonText("");
  const format = formatOfRecord(rowOf(JsonField.root(json, value), json, 0));
  return format && { format, container: "columns", reason: `its columns are ${format.fields}` };
}

/** The lines of JSONL are records from the first on. If the first is broken, most of the others are not. */
function areRecords(values: readonly unknown[]): boolean {
  return isObject(values[0]) || values.filter(isObject).length > values.length / 2;
}

/** The file's first lines. A line that is cut off by the end of the beginning is included only if it is the first. */
function firstLines(text: string, start: number, isWhole: boolean): string[] {
  const lines: string[] = [];
  const limit = Math.min(text.length, start + charactersLookedAt);
  for (let at = start; at < (lines.length === 0 ? text.length : limit) && lines.length < recordsLookedAt;) {
    const lineFeed = text.indexOf("\n", at);
    const line = text.slice(at, lineFeed < 0 ? text.length : lineFeed);
    if (lineFeed < 0 && !isWhole && lines.length > 0) break;
    if (line.trim() !== "") lines.push(line);
    at = lineFeed < 0 ? text.length : lineFeed + 1;
  }
  return lines;
}

/** A value in the file's beginning; completed if the beginning cuts it off. */
function read(text: string, isWhole: boolean): unknown {
  return parseJson(text) ?? (isWhole ? undefined : parseJson(closeTornJson(text)));
}
