import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { changedTexts } from "../core/records/traceFile/changedTexts";
import { sameHeaders } from "../core/records/traceFile/sections";
import { recordScheme, sourceInQuery } from "../protocol/records";
import { source } from "./fileDiagnostics";
import type { OpenDocument } from "./openDocument";
import { textOf, unitNumbered } from "../core/ide/recordUnits";
import type { Services } from "./services";

/** Of an opened record: what of its edits cannot be written back into its file, said before it is saved. */
export async function layoutDiagnostics(
  { documents, audits }: Pick<Services, "documents" | "audits">,
  document: OpenDocument,
): Promise<Diagnostic[]> {
  const uri = URI.parse(document.uri);
  const place = uri.scheme === recordScheme ? sourceInQuery(uri.query) : undefined;
  const holder = place && documents.get(place.source);
  if (place === undefined || holder === undefined) return [];
  const file = await audits.file(holder);
  const unit = unitNumbered(file, place.record);
  if (unit === undefined) return [];
  const { written } = textOf(file, unit);
  // Where lines came or went before it, another record has its number: then only saving tells.
  if (!sameHeaders(written.text, document.openedText)) return [];
  const found = changedTexts(written, document.getText(), document.openedText);
  if (!("message" in found)) return [];
  const { message, span } = found;
  return [
    { range: document.rangeOf(span), severity: DiagnosticSeverity.Error, source, code: "not-written-back", message },
  ];
}
