import type { ServerCapabilities } from "vscode-languageserver";
import { recordRequest, type RecordResult } from "../../protocol/records";
import { writeRecordRequest, type WriteRecordResult } from "../../protocol/recordWriting";
import { editFile, writeToDisk } from "../../core/ide/recordWriting";
import {
  followed,
  identityOf,
  rangeInText,
  samplesOf,
  textOf,
  unitAt,
  unitCount,
  unitNumbered,
} from "../../core/ide/recordUnits";
import type { Services } from "../services";
import { answerRequest } from "../messages";

/** One record of a file as `.trace` text, for people to read and to edit. */
export function records({ connection, audits, answer, files }: Services): ServerCapabilities {
  answerRequest(connection, recordRequest, ({ uri, record, known, at }, token) =>
    answer<RecordResult>("The record", uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign || file.format.container === "trace") return null;
      const offset = at === undefined ? undefined : document.offsetAt(at);
      const number = record === undefined || known === undefined ? record : followed(file, record, known);
      const unit = number === undefined ? unitAt(file, offset ?? 0) : unitNumbered(file, number);
      if (unit === undefined) return null;
      const text = textOf(file, unit);
      const place = offset === undefined ? undefined : rangeInText(unit, text, { start: offset, end: offset });
      const trace = samplesOf(file, unit).at(-1)?.completion;
      const start = trace && unit.record.span.start + trace.source.toSource(0);
      // Prompts are long; the trace is what one came to read.
      const shown = place ?? (start === undefined ? undefined : rangeInText(unit, text, { start, end: start }));
      return {
        record: unit.number,
        count: unitCount(file),
        name: text.name,
        identity: identityOf(file, unit),
        text: text.written.text,
        start: document.positionAt(unit.record.span.start),
        at: shown?.start,
      };
    }),
  );

  // One after the other: each looks whether the file is as it was read.
  let last: Promise<unknown> = Promise.resolve();
  answerRequest(connection, writeRecordRequest, (params, token) =>
    answer<WriteRecordResult>("Saving the record", params.uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign || file.format.container === "trace") return null;
      if (params.into === "file") {
        const written = last.then(() => writeToDisk(files, params.uri, file, params));
        last = written.catch(() => undefined);
        return written;
      }
      const edited = editFile(file, params);
      if (edited.kind !== "edited") return edited;
      const edits = edited.edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text }));
      return { kind: "edits", ...edited.written, edits };
    }),
  );
  return {};
}
