import type { Diagnostic, Range, TextEdit } from "vscode-languageserver";
import type { AuditedRecord } from "../../core/audit/auditedFile";
import type { TextEdit as CoreEdit } from "../../core/text/edits";
import type { Span } from "../../core/text/span";
import type { OpenDocument } from "../openDocument";

/** An edit of the file's text in LSP's form. */
export function fileEdit(document: OpenDocument, { span, text }: CoreEdit): TextEdit {
  return { range: document.rangeOf(span), newText: text };
}

/** An edit of a record's text in LSP's form. */
export function recordEdit(document: OpenDocument, record: AuditedRecord, { span, text }: CoreEdit): TextEdit {
  return { range: document.rangeOf(inFile(record, span)), newText: text };
}

/** The place of a record's span in its file. */
export function inFile({ span: { start } }: AuditedRecord, span: Span): Span {
  return { start: start + span.start, end: start + span.end };
}

/** Do two spans touch? A cursor at the end of a marked range counts. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The client's diagnostics that show a rule's finding at a place. */
export function toldBy(diagnostics: readonly Diagnostic[], rule: string, at: Range): Diagnostic[] {
  return diagnostics.filter(({ code, range }) => code === rule && sameRange(range, at));
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
