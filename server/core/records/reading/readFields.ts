import type { ReadRecord, RecordProblem } from "../../model/record";
import { jsonFormats } from "../formats";
import type { JsonField } from "../json/jsonField";
import { RecordSample } from "../shared/recordSample";
import type { JsonFormat } from "../shared/jsonFormat";

/** A record read as JSON. */
export interface ReadJsonRecord extends ReadRecord {
  /** The format that it was read as: the file's, or another one where the file's does not fit; undefined if none fits. */
  readonly format: JsonFormat | undefined;
}

/** Reads a record's fields by the file's format, or by the one that they fit. */
export function readFields(record: JsonField, index: number, format: JsonFormat | undefined): ReadJsonRecord {
  const problems: RecordProblem[] = [];
  let fitting = format?.fits(record) === true ? format : undefined;
  if (fitting === undefined) {
    fitting = jsonFormats.find((candidate) => candidate.fits(record));
    if (fitting === undefined) return { samples: [], problems: [unknownRecord(record, format)], format: undefined };
    if (format !== undefined) problems.push(otherFormat(record, fitting, format));
  }
  const reading = fitting.read(record);
  const samples = reading.samples.map((draft, trace) => new RecordSample(draft, index, trace));
  for (const problem of reading.problems ?? []) problems.push(problem);
  return { samples, problems, format: fitting };
}

function unknownRecord(record: JsonField, format: JsonFormat | undefined): RecordProblem {
  const names = Object.keys(record.value as object);
  const shown = names.slice(0, 8).map((name) => `\`${name.slice(0, 40)}\``);
  const has = names.length === 0 ? "no fields" : `${shown.join(", ")}${names.length > 8 ? ", …" : ""}`;
  const needs = format === undefined ? "" : ` A ${format.title} has ${format.fields}.`;
  return {
    code: "missing-field",
    severity: "error",
    message: `This record is not audited: it has ${has}, which is not a format of records that is known here.${needs}`,
    span: record.span,
  };
}

function otherFormat(record: JsonField, fitting: JsonFormat, format: JsonFormat): RecordProblem {
  const { start } = record.span;
  return {
    code: "other-format",
    severity: "information",
    message: `This record is a ${fitting.title}, the file's others are ${format.title}: it was read as what it is. (It lacks ${format.fields}.)`,
    span: { start, end: start + 1 },
  };
}
