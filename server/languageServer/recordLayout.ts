import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { changedTexts } from "../core/records/traceFile/changedTexts";
import { sameHeaders } from "../core/records/traceFile/sections";
import { recordScheme, sourceInQuery } from "../protocol/records";
import { source } from "./fileDiagnostics";
import type { OpenDocument } from "./openDocument";
import { textOf, unitNumbered } from "../core/ide/recordUnits";
import type { Services } from "./services";

/** For an opened record, the edits that cannot be written back into its file; shown before it is saved. */
export async function layoutDiagnostics(
  { documents, audits, diskFiles }: Pick<Services, "documents" | "audits" | "diskFiles">,
  document: OpenDocument,
): Promise<Diagnostic[]> {
  const uri = URI.parse(document.uri);
  const place = uri.scheme === recordScheme ? sourceInQuery(uri.query) : undefined;
  if (place === undefined) return [];
  const holder = documents.get(place.source);
  const file =
    holder === undefined
      ? (await (await diskFiles.of(place.source))?.index.record(place.record))?.file
      : await audits.file(holder);
  const unit = file && unitNumbered(file, place.record);
  if (file === undefined || unit === undefined) return [];
  const { written } = textOf(file, unit);
  // If lines were added or removed before it, another record now has its number: then only saving reports problems.
  if (!sameHeaders(written.text, document.openedText)) return [];
  const found = changedTexts(written, document.getText(), document.openedText);
  if (!("message" in found)) return [];
  const { message, span } = found;
  return [
    { range: document.rangeOf(span), severity: DiagnosticSeverity.Error, source, code: "not-written-back", message },
  ];
}
