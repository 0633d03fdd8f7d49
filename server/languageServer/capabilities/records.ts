import type { Position, ServerCapabilities } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { AuditedFile } from "../../core/audit/auditedFile";
import type { IndexedFile } from "../../core/fileIndex/indexedFile";
import { followedOnDisk, identityOnDisk } from "../../core/fileIndex/recordIdentity";
import { saveRecord } from "../../core/fileIndex/recordSaving";
import { recordRequest, type RecordParams, type RecordResult } from "../../protocol/records";
import { writeRecordRequest, type WriteRecordResult } from "../../protocol/recordWriting";
import { editFile, writeToDisk } from "../../core/ide/recordWriting";
import {
  followed,
  identityOf,
  rangeInText,
  type RecordUnit,
  samplesOf,
  textOf,
  unitAt,
  unitCount,
  unitNumbered,
} from "../../core/ide/recordUnits";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import { answerRequest } from "../messages";

/** One record of a file as `.trace` text, for people to read and to edit. */
export function records(services: Services): ServerCapabilities {
  const { connection, audits, answer, files, documents, diskFiles, logger } = services;
  answerRequest(connection, recordRequest, async (params, token) => {
    const { uri, record, known, at } = params;
    const onDisk = documents.get(uri) === undefined ? await diskFiles.of(uri) : undefined;
    if (onDisk !== undefined) return runSafe("The record", token, logger, () => recordOnDisk(onDisk.index, params));
    return answer<RecordResult>("The record", uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign || file.format.container === "trace") return null;
      const offset = at === undefined ? undefined : document.offsetAt(at);
      const number = record === undefined || known === undefined ? record : followed(file, record, known);
      const unit = number === undefined ? unitAt(file, offset ?? 0) : unitNumbered(file, number);
      if (unit === undefined) return null;
      return {
        ...shownRecord(file, unit, offset),
        count: unitCount(file),
        identity: identityOf(file, unit),
        start: document.positionAt(unit.record.span.start),
      };
    });
  });

  // Writes run one after the other: each checks whether the file is still as it was read.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const written = last.then(write);
    last = written.catch(() => undefined);
    return written;
  };
  answerRequest(connection, writeRecordRequest, async (params, token) => {
    const { uri } = params;
    const onDisk = documents.get(uri) === undefined ? await diskFiles.of(uri) : undefined;
    const what = "Saving the record";
    if (onDisk !== undefined) {
      return runSafe(what, token, logger, () => inTurn(() => saveRecord(onDisk.index, params)));
    }
    return answer<WriteRecordResult>(what, uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign || file.format.container === "trace") return null;
      if (params.into === "file") return inTurn(() => writeToDisk(files, uri, file, params));
      const edited = editFile(file, params);
      if (edited.kind !== "edited") return edited;
      const edits = edited.edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text }));
      return { kind: "edits", ...edited.written, edits };
    });
  });
  return {};
}

/** A record of a file that no editor has open. */
async function recordOnDisk(index: IndexedFile, { record = 0, known, at }: RecordParams): Promise<RecordResult> {
  const number = known === undefined ? record : await followedOnDisk(index, record, known);
  const read = await index.record(number);
  const unit = read && unitNumbered(read.file, number);
  if (read === undefined || unit === undefined) return null;
  const { file, text } = read;
  const start = { line: text.line, character: text.character };
  const offset = at === undefined ? undefined : offsetIn(text.text, start, at);
  return {
    ...shownRecord(file, unit, offset),
    count: index.state.records,
    identity: await identityOnDisk(index, number, text.text),
    start,
  };
}

/** The offset in a record's text of a position in its file. */
function offsetIn(text: string, start: Position, { line, character }: Position): number {
  const inRecord = {
    line: line - start.line,
    character: line === start.line ? character - start.character : character,
  };
  return TextDocument.create("", "", 0, text).offsetAt(inRecord);
}

/** @param offset a place in the file; undefined if none is asked for */
function shownRecord(
  file: AuditedFile,
  unit: RecordUnit,
  offset: number | undefined,
): Pick<NonNullable<RecordResult>, "record" | "name" | "text" | "at"> {
  const text = textOf(file, unit);
  const place = offset === undefined ? undefined : rangeInText(unit, text, { start: offset, end: offset });
  const trace = samplesOf(file, unit).at(-1)?.completion;
  const start = trace && unit.record.span.start + trace.source.toSource(0);
  // Prompts are long, and people want to read the trace.
  const shown = place ?? (start === undefined ? undefined : rangeInText(unit, text, { start, end: start }));
  return { record: unit.number, name: text.name, text: text.written.text, at: shown?.start };
}
