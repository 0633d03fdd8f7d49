import { parseBounded } from "../../json/parseBounded";
import { readJson } from "../../json/readJson";
import type {
  PassedOverKind,
  RecordContainer,
  RecordFormat,
  RecordProblem,
  RecordSurroundings,
} from "../../model/record";
import type { Sample } from "../../model/sample";
import { isObject, JsonField, JsonText, type PassedOver } from "../json/jsonField";
import { readJsonValues } from "../json/jsonValues";
import type { JsonFormat } from "../fields/jsonFormat";
import { readRows } from "./columns";
import { formatOfSession } from "./formatOf";
import { readAs, readFields, type ReadJsonRecord } from "./readFields";
import { plainValue } from "../json/plainValue";

/** How a record is placed in its file. */
export interface RecordPlace {
  /** The record's number in the file, from 0. */
  readonly index: number;
  /** It is the last line of a file and has no line end, so it may still be being written. */
  readonly unfinished?: boolean | undefined;
  /** Gives the text of the record behind it; undefined if there is none, or none that is known. */
  readonly next?: RecordSurroundings["next"];
  /** The text holds several records: an object of equally long arrays, or a value of a format whose unit is `rows`. */
  readonly columns?: boolean;
  /** The training step that the file's name gives, for records that give none. */
  readonly step?: number | undefined;
  /** The text is the log of a session: JSON values that follow one another, or an array. */
  readonly session?: boolean;
}

/**
 * Reads the text of one record: a JSONL line, an array's element, a whole object. Costs one JSON.parse and little more;
 * places are looked up when a part's `source` is used. Never throws.
 *
 * For columns every row is read, and a sample's `record` counts up from the index.
 *
 * @param format the format of the file's records. A record that does not fit it is read as what it fits, and says so.
 *   Undefined: whatever fits.
 */
export function readRecord(text: string, place: RecordPlace, format?: JsonFormat): ReadJsonRecord {
  const json = new JsonText(text);
  const read = place.session === true ? readSession(json, place, format) : readValue(json, place, format);
  if (place.step !== undefined) for (const sample of read.samples) giveStep(sample, place.step);
  return json.passedOver.length === 0 ? read : { ...read, passedOver: kindsOf(json.passedOver) };
}

function giveStep(sample: Sample, step: number): void {
  if (sample.attributes.step === undefined) Object.assign(sample, { attributes: { ...sample.attributes, step } });
}

function readValue(json: JsonText, place: RecordPlace, format: JsonFormat | undefined): ReadJsonRecord {
  const parsed = parse(json.text, place.unfinished ?? false);
  if ("problem" in parsed) return { samples: [], problems: [parsed.problem], format: undefined };
  const root = JsonField.root(json, parsed.value);
  if (!isObject(parsed.value)) return { samples: [], problems: [noObject(root)], format: undefined };
  if (place.columns === true && format?.unit !== "rows" && format?.fits(root) !== true)
    return readRows(root, json, format, place.index);
  return readFields(root, place, format);
}

function readSession(json: JsonText, place: RecordPlace, asked: JsonFormat | undefined): ReadJsonRecord {
  const { list, problems } = readJsonValues(json);
  const format = asked ?? formatOfSession(list);
  if (format === undefined) return { samples: [], problems: [...problems, noSession(list)], format };
  return readAs(format, list, place.index, [...problems]);
}

/** What was not understood, by kind, with the place of the first. */
function kindsOf(passedOver: readonly PassedOver[]): readonly PassedOverKind[] {
  const kinds = new Map<string, { count: number; field: JsonField }>();
  for (const { what, field } of passedOver) {
    const kind = kinds.get(what);
    if (kind === undefined) kinds.set(what, { count: 1, field });
    else kind.count++;
  }
  return Array.from(kinds, ([what, { count, field }]) => ({ what, count, span: field.span }));
}

/**
 * A format in a container, in the form that the rest of the core uses.
 *
 * @param step the one that the file's name gives
 */
export function jsonRecordFormat(
  format: JsonFormat,
  container: Exclude<RecordContainer, "trace">,
  step?: number,
): RecordFormat {
  return {
    id: format.id,
    title: format.title,
    container,
    ...(step === undefined ? {} : { step }),
    ...(format.unit === "rows" || container === "column-lines" ? { holdsSeveral: true } : {}),
    ...(format.pieceOf === undefined ? {} : { looksAhead: true }),
    read: (text, index, { unfinished, next } = {}) =>
      readRecord(
        text,
        { index, unfinished, next, step, columns: isOfColumns(container), session: container === "session" },
        format,
      ),
  };
}

/** Are the container's values columns, whose rows are the records? */
export function isOfColumns(container: RecordContainer): boolean {
  return container === "columns" || container === "column-lines";
}

type Parsed = { readonly value: unknown } | { readonly problem: RecordProblem };

function parse(text: string, unfinished: boolean): Parsed {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  try {
    return { value: parseBounded(start === 0 ? text : text.slice(start)) };
  } catch {
    // Python also writes NaN and Infinity. If the text is no JSON in Python either, readJson gives the cause and the
    // place.
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

function noSession(entries: JsonField): RecordProblem {
  return {
    code: "missing-field",
    severity: "error",
    message: "This file is not audited: its entries are of no session log that is known here.",
    span: entries.span,
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
