import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { recordEdits } from "../../core/fixing/edits";
import { fixesOf, offersOf } from "../../core/fixing/fixesOf";
import { titleWithWorth } from "../../core/fixing/worth";
import type { OpenDocument } from "../openDocument";
import { recordEdit } from "./edits";
import type { FoundHere } from "./findings";

/** The fixes of one finding that really remove it, with what they are worth. */
export function quickFixes(
  document: OpenDocument,
  file: AuditedFile,
  { record, found, told }: FoundHere,
): CodeAction[] {
  if (found === undefined || fixesOf(found.finding, found.sample, file).length === 0) return [];
  const offers = offersOf(found.finding, found.sample, file);
  const onlySafe = offers.filter(({ fix }) => fix.safe).length === 1;
  return offers.map(({ fix, after }) => ({
    title: titleWithWorth(fix, found.sample, after),
    kind: CodeActionKind.QuickFix,
    diagnostics: told,
    isPreferred: fix.safe && onlySafe,
    edit: { changes: { [document.uri]: recordEdits(fix).map((edit) => recordEdit(document, record, edit)) } },
  }));
}
