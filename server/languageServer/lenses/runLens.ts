import type { CodeLens } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { unitCount } from "../../core/ide/recordUnits";
import { counted } from "../../core/text/counted";
import { openAsRunCommand } from "../../protocol/runs";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";

/** The lens above a file of several records that leads from its text to the table of all of them. */
export function runLens(document: OpenDocument, file: AuditedFile, { client }: Services): CodeLens[] {
  const records = unitCount(file);
  const isRun = file.format.container !== "trace" && document.uri.startsWith("file:") && records > 1;
  if (!isRun || client.options.runs !== true) return [];
  const start = document.positionAt(0);
  const title = `Open as run · ${counted(records, "record")}`;
  return [{ range: { start, end: start }, command: { title, command: openAsRunCommand, arguments: [document.uri] } }];
}
