import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { countsInWords } from "../../core/views/countsInWords";
import { openRecordCommand, type OpenRecord } from "../../protocol/records";
import type { OpenDocument } from "../openDocument";
import { auditedSamplesOf, nameOf, samplesOf, unitCount, unitNumbered } from "../../core/ide/recordUnits";
import type { Services } from "../services";

/** Maximum number of records on one line that get a lens: lenses of one line are shown side by side. */
const maxOnLine = 5;
/** Maximum for a file: an editor lays out every lens of a file, seen or not. */
const maxLenses = 10_000;

/** Lenses above each record of a JSON file: its number and id, its findings, and the way to read it as a trace. */
export function recordLenses(document: OpenDocument, file: AuditedFile, { client }: Services): CodeLens[] {
  if (file.format.container === "trace" || client.options.records !== true) return [];
  const lenses: CodeLens[] = [];
  let line = -1;
  let onLine = 0;
  const count = Math.min(unitCount(file), maxLenses);
  for (let number = 0; number < count; number++) {
    const unit = unitNumbered(file, number);
    if (unit === undefined) continue;
    const start = document.positionAt(unit.record.span.start);
    onLine = start.line === line ? onLine + 1 : 1;
    line = start.line;
    if (onLine > maxOnLine || samplesOf(file, unit).length === 0) continue;
    const found = [...unit.record.problems, ...auditedSamplesOf(file, unit).flatMap(({ findings }) => findings)];
    const open: OpenRecord = { record: number };
    lenses.push({
      range: { start, end: start },
      command: {
        title: ["Open as trace", nameOf(file, unit), ...countsInWords(found)].join(" · "),
        command: openRecordCommand,
        arguments: [document.uri, open],
      },
    });
  }
  return lenses;
}
