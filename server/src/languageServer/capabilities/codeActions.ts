import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type ServerCapabilities,
  type TextEdit,
} from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import { recordEdits } from "../../core/fixing/edits";
import { fixesOf, offersOf } from "../../core/fixing/fixesOf";
import { fixRecord } from "../../core/fixing/fixRecord";
import { titleWithWorth } from "../../core/fixing/worth";
import type { Finding } from "../../core/model/finding";
import { narrowed, type TextEdit as CoreEdit } from "../../core/text/edits";
import type { Span } from "../../core/text/span";
import { recordScheme } from "../../protocol";
import type { OpenDocument } from "../openDocument";
import { recordAt } from "../place";
import type { Services } from "../services";

/** Repairs all of a file that can be repaired without changing what the model said: on save, if the user sets it. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.traceAuditor`;

/** The lightbulb: a fix for the findings under the cursor, and all safe fixes of the file at once. */
export function codeActions({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer<CodeAction[]>("The fixes", textDocument.uri, token, [], async (document) => {
      // An opened record is read only: its file is where it is fixed.
      if (document.uri.startsWith(`${recordScheme}:`)) return [];
      const wants = wanted(context);
      if (!wants(CodeActionKind.QuickFix) && !wants(fixAllKind)) return [];
      const file = await audits.file(document);
      if (file.isForeign) return [];
      const quick = wants(CodeActionKind.QuickFix) ? quickFixes(document, file, range, context.diagnostics) : [];
      // Costs an audit of the whole file: made where somebody asks for it by its kind.
      const all = context.only !== undefined && wants(fixAllKind) ? await fixAll(document, token) : [];
      return [...quick, ...all];
    }),
  );

  const fixAll = async (document: OpenDocument, token: Parameters<typeof audits.audited>[1]): Promise<CodeAction[]> => {
    const file = await audits.audited(document, token);
    const edits = file.records.flatMap((record) => recordFix(document, file, record));
    if (edits.length === 0) return [];
    const title = "Fix all that is safe to fix (Trace Auditor)";
    return [{ title, kind: fixAllKind, edit: { changes: { [document.uri]: edits } } }];
  };

  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } };
}

/** Does the client want actions of that kind? A kind that it names stands for all that begin with it. */
function wanted({ only }: CodeActionContext): (kind: string) => boolean {
  return (kind) => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

function quickFixes(
  document: OpenDocument,
  file: AuditedFile,
  range: Range,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const record = recordAt(file, asked.start);
  if (record === undefined) return [];
  return record.samples.flatMap((sample) =>
    sample.findings
      .filter((finding) => touches(fileSpan(record, finding), asked) && fixesOf(finding, sample).length > 0)
      .flatMap((finding) => actionsFor(document, file, record, sample, finding, diagnostics)),
  );
}

function actionsFor(
  document: OpenDocument,
  file: AuditedFile,
  record: AuditedRecord,
  sample: AuditedSample,
  finding: Finding,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const at = document.rangeOf(fileSpan(record, finding));
  const told = diagnostics.filter(({ code, range }) => code === finding.rule && sameRange(range, at));
  const offers = offersOf(finding, sample, file);
  const onlySafe = offers.filter(({ fix }) => fix.safe).length === 1;
  return offers.map(({ fix, after }) => ({
    title: titleWithWorth(fix, sample, after),
    kind: CodeActionKind.QuickFix,
    diagnostics: told,
    isPreferred: fix.safe && onlySafe,
    edit: { changes: { [document.uri]: recordEdits(fix).map((edit) => toLsp(document, record, edit)) } },
  }));
}

/** What the safe fixes change in a record, as one edit; a ground truth is left alone. */
function recordFix(document: OpenDocument, file: AuditedFile, record: AuditedRecord): TextEdit[] {
  const { text, made } = fixRecord(file, record, { safeOnly: true, groundTruth: false });
  if (made.length === 0) return [];
  return [toLsp(document, record, narrowed(file.textOf(record.span), text))];
}

function toLsp(document: OpenDocument, record: AuditedRecord, { span, text }: CoreEdit): TextEdit {
  const { start } = record.span;
  return { range: document.rangeOf({ start: start + span.start, end: start + span.end }), newText: text };
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
