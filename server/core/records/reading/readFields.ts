import type { ReadRecord, RecordProblem, RecordSurroundings } from "../../model/record";
import { formatOfRecord } from "./formatOf";
import type { JsonField } from "../json/jsonField";
import { RecordSample } from "../fields/recordSample";
import type { JsonFormat, SampleDraft } from "../fields/jsonFormat";
import { isContinued, ofEarlierPiece } from "./pieces";

/** A record read as JSON. */
export interface ReadJsonRecord extends ReadRecord {
  /** The format that it was read as: the file's, or another one if the file's does not fit; undefined if none fits. */
  readonly format: JsonFormat | undefined;
}

/** Reads a record's fields in the file's format, or in the one that they fit. */
export function readFields(
  record: JsonField,
  { index, next }: Pick<RecordSurroundings, "next"> & { readonly index: number },
  format: JsonFormat | undefined,
): ReadJsonRecord {
  const problems: RecordProblem[] = [];
  let fitting = format?.fits(record) === true ? format : undefined;
  if (fitting === undefined) {
    fitting = formatOfRecord(record);
    if (fitting === undefined) return { samples: [], problems: [unknownRecord(record, format)], format: undefined };
    if (format !== undefined) problems.push(otherFormat(record, fitting, format));
  }
  const isEarlier = next !== undefined && isContinued(fitting, record, next);
  return readAs(fitting, record, index, problems, isEarlier ? ofEarlierPiece : undefined);
}

/**
 * Reads a value that fits a format.
 *
 * @param changed what its samples are in the file as a whole
 */
export function readAs(
  format: JsonFormat,
  value: JsonField,
  index: number,
  problems: RecordProblem[] = [],
  changed?: (draft: SampleDraft) => SampleDraft,
): ReadJsonRecord {
  const reading = format.read(value);
  const samples = numbered(changed === undefined ? reading.samples : reading.samples.map(changed), index);
  for (const problem of reading.problems ?? []) problems.push(problem);
  if (samples.length === 0 && problems.length === 0) problems.push(noTrace(value, format));
  if (reading.count === undefined) return { samples, problems, format };
  return { samples, problems, format, count: reading.count };
}

function numbered(drafts: readonly SampleDraft[], index: number): RecordSample[] {
  let row = 0;
  let trace = 0;
  return drafts.map((draft) => {
    if ((draft.row ?? 0) !== row) {
      row = draft.row ?? 0;
      trace = 0;
    }
    return new RecordSample(draft, index + row, trace++);
  });
}

/** A record that fits by its fields, and has nothing in them. */
function noTrace(record: JsonField, { title }: JsonFormat): RecordProblem {
  const { start } = record.span;
  return {
    code: "no-trace",
    severity: "information",
    message: `This record has the fields of a ${title}, but they hold no answer of a model and nothing to judge: nothing of it is audited.`,
    span: { start, end: start + 1 },
  };
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
