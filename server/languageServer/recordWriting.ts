import { AuditedFile } from "../core/audit/auditedFile";
import { editRecord } from "../core/records/traceFile/editRecord";
import { sameTexts } from "../core/records/traceFile/sections";
import { writeTraceFile, type WrittenTraceFile } from "../core/records/traceFile/writeTraceFile";
import { applyEdits, type TextEdit } from "../core/text/edits";
import { LineTable } from "../core/text/lineTable";
import { decodeUtf8, editUtf8, wellFormed } from "../core/text/utf8";
import { ChangedMeanwhile } from "../core/host/changedMeanwhile";
import { whyUnwritable } from "../node/whyUnwritable";
import type { WriteRecordParams, WriteRecordResult, WrittenRecord } from "../protocol/recordWriting";
import type { Files, ReplaceableFile } from "../core/host/host";
import { followed, identityOf, textOf, unitNumbered, type RecordUnit } from "./recordUnits";

type Result = NonNullable<WriteRecordResult>;
type Refused = Extract<Result, { kind: "refused" }>;

/** What a record's new text makes of its file. */
interface Edited {
  /** In the file's text, in order. */
  readonly edits: readonly TextEdit[];
  readonly written: WrittenRecord;
}

/** How often a file is read again that others write at the same time. */
const mostTries = 5;

/** Takes an edited record into a file's text; what comes out is still to be written. */
export function editFile(file: AuditedFile, params: WriteRecordParams): Edited | Exclude<Result, { kind: "edits" }> {
  const { record, known, current, shown, text } = params;
  const unit = unitOfText(file, params);
  if (unit === undefined) {
    const here = unitNumbered(file, followed(file, record, known));
    return { kind: "changed", ...(here === undefined ? {} : writtenOf(file, here)) };
  }
  const raw = file.textOf(unit.record.span);
  const made = editRecord(
    {
      text: raw,
      container: file.format.container,
      written: textOf(file, unit).written,
      rewrite: (given) => rewritten(file, unit, given),
    },
    text,
    shown,
  );
  if ("message" in made) {
    const lines = new LineTable(text);
    const range = { start: lines.positionAt(made.span.start), end: lines.positionAt(made.span.end) };
    return { kind: "refused", message: made.message, range };
  }
  const { start } = unit.record.span;
  const identity = identityOf(file, unit);
  const isSame = made.edits.length === 0;
  return {
    edits: made.edits.map(({ span, text: written }) => ({
      span: { start: start + span.start, end: start + span.end },
      text: written,
    })),
    written: {
      record: unit.number,
      identity:
        isSame || identity.raw === "" ? identity : { raw: applyEdits(raw, made.edits), unique: identity.unique },
      text: isSame ? current : wellFormed(made.text),
    },
  };
}

/** Writes an edited record into its file on the disk; `open` is the file as the editor has it. */
export async function writeToDisk(files: Files, open: AuditedFile, params: WriteRecordParams): Promise<Result> {
  for (let tries = 1; ; tries++) {
    let disk: ReplaceableFile;
    try {
      disk = await files.forReplacing(params.uri);
    } catch (error) {
      return notWritten(whyUnwritable(error));
    }
    const text = decodeUtf8(disk.bytes);
    const file = new AuditedFile(open.auditor, open.format, text, open.profile);
    const edited = editFile(file, params);
    if ("kind" in edited) return edited;
    if (edited.edits.length === 0) return { kind: "written", ...edited.written };
    const bytes = editUtf8(disk.bytes, text, edited.edits);
    if (bytes === undefined) {
      return notWritten("its line holds bytes that are not UTF-8, and they would be lost: fix the line first");
    }
    try {
      await disk.replace(bytes);
      return { kind: "written", ...edited.written };
    } catch (error) {
      // Somebody wrote another record, or this one: the next look tells.
      if (error instanceof ChangedMeanwhile && tries < mostTries) continue;
      return notWritten(error instanceof ChangedMeanwhile ? error.message : whyUnwritable(error));
    }
  }
}

function notWritten(why: string): Refused {
  return { kind: "refused", message: `The file was not written: ${why}. It is as it was.`, range: undefined };
}

/** The record that says what the client believes it to say: at its place, or where it went. */
function unitOfText(file: AuditedFile, { record, known, current }: WriteRecordParams): RecordUnit | undefined {
  for (const number of new Set([record, followed(file, record, known)])) {
    const unit = unitNumbered(file, number);
    if (unit !== undefined && sameTexts(wellFormed(textOf(file, unit).written.text), current)) return unit;
  }
  return undefined;
}

function writtenOf(file: AuditedFile, unit: RecordUnit): WrittenRecord {
  return {
    record: unit.number,
    identity: identityOf(file, unit),
    text: wellFormed(textOf(file, unit).written.text),
  };
}

/** The record with another text, as `.trace` text. */
function rewritten(file: AuditedFile, { number, record }: RecordUnit, raw: string): WrittenTraceFile | undefined {
  const { samples } = file.format.read(raw, record.index);
  const own = file.format.container === "columns" ? samples.filter((sample) => sample.record === number) : samples;
  return own.length === 0 ? undefined : writeTraceFile(own, file.profile?.profile.name);
}
