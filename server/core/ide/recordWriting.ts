import { AuditedFile } from "../audit/auditedFile";
import { editRecord } from "../records/traceFile/editRecord";
import { sameTexts } from "../records/traceFile/sections";
import { writeTraceFile, type WrittenTraceFile } from "../records/traceFile/writeTraceFile";
import { applyEdits, type TextEdit } from "../text/edits";
import { LineTable, type Range } from "../text/lineTable";
import { decodeUtf8, editUtf8, wellFormed } from "../text/utf8";
import { ChangedMeanwhile } from "../host/changedMeanwhile";
import { whyUnwritable } from "../host/whyUnwritable";
import type { Files, ReplaceableFile } from "../host/host";
import { followed, identityOf, textOf, unitNumbered, type RecordIdentity, type RecordUnit } from "./recordUnits";

/** A record's edited text, and what its editor knew about the record. */
export interface RecordEdit {
  /** The record's number when it was last seen, from 0, and how to recognise it. */
  readonly record: number;
  readonly known: RecordIdentity;
  /** The record's `.trace` text as the editor knows it: if the record now differs, nothing is written. */
  readonly current: string;
  /** The text that the editor was given, perhaps at an earlier time. */
  readonly shown: string;
  /** The edited text. */
  readonly text: string;
}

/** A record in its present form. */
export interface WrittenRecord {
  readonly record: number;
  readonly identity: RecordIdentity;
  /** Its `.trace` text. */
  readonly text: string;
}

/** The changes to a file that a record's new text makes. */
export interface Edited {
  readonly kind: "edited";
  /** In the file's text, in order. */
  readonly edits: readonly TextEdit[];
  readonly written: WrittenRecord;
}

/** Nothing was written, because the edited text cannot be written, or not into this file. */
export interface Refused {
  readonly kind: "refused";
  readonly message: string;
  /** In the edited text. */
  readonly range: Range | undefined;
}

/** Nothing was written: the record differs from what the editor knows; or is gone, if there is no text. */
export type Changed = { readonly kind: "changed" } & Partial<WrittenRecord>;

export type Written = WrittenRecord & { readonly kind: "written" };

/** Number of times that a file is read again if others write to it at the same time. */
const maxTries = 5;

/** Applies an edited record to a file's text; the result still has to be written. */
export function editFile(file: AuditedFile, params: RecordEdit): Edited | Refused | Changed {
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
    kind: "edited",
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

/**
 * Writes an edited record into its file on the disk.
 *
 * @param uri the file's
 * @param open the file as the editor has it
 */
export async function writeToDisk(
  files: Pick<Files, "forReplacing">,
  uri: string,
  open: AuditedFile,
  params: RecordEdit,
): Promise<Written | Refused | Changed> {
  for (let tries = 1; ; tries++) {
    let disk: ReplaceableFile;
    try {
      disk = await files.forReplacing(uri);
    } catch (error) {
      return notWritten(whyUnwritable(error));
    }
    const text = decodeUtf8(disk.bytes);
    const file = new AuditedFile(open.auditor, open.format, text, open.profile);
    const edited = editFile(file, params);
    if (edited.kind !== "edited") return edited;
    if (edited.edits.length === 0) return { kind: "written", ...edited.written };
    const bytes = editUtf8(disk.bytes, text, edited.edits);
    if (bytes === undefined) {
      return notWritten("its line holds bytes that are not UTF-8, and they would be lost: fix the line first");
    }
    try {
      await disk.replace(bytes);
      return { kind: "written", ...edited.written };
    } catch (error) {
      // Somebody else wrote this record or another one: the next try shows which.
      if (error instanceof ChangedMeanwhile && tries < maxTries) continue;
      return notWritten(error instanceof ChangedMeanwhile ? error.message : whyUnwritable(error));
    }
  }
}

/** The refusal that tells people why a file was not written. */
export function notWritten(why: string): Refused {
  return { kind: "refused", message: `The file was not written: ${why}. It is as it was.`, range: undefined };
}

/** The record whose text is what the client knows: at its old place, or where it moved. */
function unitOfText(file: AuditedFile, { record, known, current }: RecordEdit): RecordUnit | undefined {
  for (const number of new Set([followed(file, record, known), record])) {
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

/** The record with a new text, as `.trace` text. */
function rewritten(file: AuditedFile, { number, record }: RecordUnit, raw: string): WrittenTraceFile | undefined {
  const { samples } = file.format.read(raw, record.index, { next: record.next });
  const own = file.format.container === "columns" ? samples.filter((sample) => sample.record === number) : samples;
  return own.length === 0 ? undefined : writeTraceFile(own, file.profile?.profile.name);
}
