import { readJson } from "../../json/readJson";
import type { RecordContainer, RecordFormat, RecordProblem } from "../../model/record";
import { readRows } from "./columns";
import { isObject, JsonField, JsonText } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";
import { readFields, type ReadJsonRecord } from "./readFields";
import { plainValue } from "../json/plainValue";

/** How a record lies in its file. */
export interface RecordPlace {
  /** The record's number in the file, from 0. */
  readonly index: number;
  /** The last line of a file that does not end in a line end: what cannot be read may still be being written. */
  readonly unfinished?: boolean;
  /** The record is an object of equally long arrays: its rows are the records. */
  readonly columns?: boolean;
}

/**
 * Reads the text of one record: a JSONL line, an array's element, a whole object. Costs one JSON.parse and little more;
 * places are looked up when a part's `source` is used. Never throws.
 *
 * Of columns every row is read, and a sample's `record` is its row.
 *
 * @param format what the file's records are; a record that does not fit it is read as what it fits, and says so.
 *   Undefined: whatever fits.
 */
export function readRecord(text: string, place: RecordPlace, format?: JsonFormat): ReadJsonRecord {
  const parsed = parse(text, place.unfinished ?? false);
  if ("problem" in parsed) return { samples: [], problems: [parsed.problem], format: undefined };
  const json = new JsonText(text);
  const root = JsonField.root(json, parsed.value);
  if (!isObject(parsed.value)) return { samples: [], problems: [noObject(root)], format: undefined };
  if (place.columns === true) return readRows(root, json, format);
  return readFields(root, place.index, format);
}

/** A format in a container, as the rest of the core knows formats. */
export function jsonRecordFormat(format: JsonFormat, container: Exclude<RecordContainer, "trace">): RecordFormat {
  return {
    id: format.id,
    title: format.title,
    container,
    read: (text, index, unfinished = false) =>
      readRecord(text, { index, unfinished, columns: container === "columns" }, format),
  };
}

type Parsed = { readonly value: unknown } | { readonly problem: RecordProblem };

function parse(text: string, unfinished: boolean): Parsed {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  try {
    return { value: JSON.parse(start === 0 ? text : text.slice(start)) as unknown };
  } catch {
    // Python also writes NaN and Infinity; and where it is no JSON for Python either, readJson tells cause and place.
    const result = readJson(text, { start, end: text.length });
    if (result.ok) return { value: plainValue(result.node) };
    const { code, message, span } = result.failure;
    if (unfinished && (code === "unclosed" || code === "empty" || span.end >= text.length)) {
      return { problem: tornLine(text) };
    }
    return {
      problem: {
        code: "invalid-json",
        severity: "error",
        message: `This record is not valid JSON and is not audited: ${message}. Training and evaluation scripts stop here or skip it; fix it or remove it.`,
        span,
      },
    };
  }
}

function tornLine(text: string): RecordProblem {
  return {
    code: "torn-line",
    severity: "information",
    message:
      "The file ends inside this record: what writes it may still be running, or was stopped. The record is not audited; the others are.",
    span: { start: 0, end: text.length },
  };
}

function noObject(record: JsonField): RecordProblem {
  return {
    code: "not-an-object",
    severity: "error",
    message:
      "This record is not a JSON object with fields, so it holds no trace: remove it, or write it as the others are.",
    span: record.span,
  };
}
