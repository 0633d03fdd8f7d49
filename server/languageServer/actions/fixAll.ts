import { type CancellationToken, type CodeAction, CodeActionKind, type WorkspaceEdit } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { fixFile, type FileFix } from "../../core/fixing/fixFile";
import { fixesOf } from "../../core/fixing/fixesOf";
import { countOf } from "../../core/fixing/judge";
import { recordScheme } from "../../protocol/records";
import { ofWholeWords } from "../../core/text/wholeWords";
import type { Audits } from "../audits";
import type { ClientFacts } from "../clientFacts";
import type { OpenDocument } from "../openDocument";
import { fileEdit } from "./edits";
import type { FoundHere } from "./findings";
import { counted } from "../../core/text/counted";

/**
 * Repairs everything in a file that can be repaired without changing what the model said: on save, if the user sets it.
 */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.traceAuditor`;

/** All safe fixes of a file as one edit; ground truths are left alone. */
export async function fixAllSafe(
  document: OpenDocument,
  audits: Audits,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const file = await audits.audited(document, token);
  const { edits } = await audits.inSteps(document, fixFile(file, { safeOnly: true, groundTruth: false }), token);
  if (edits.length === 0) return [];
  const title = "Fix all that is safe to fix (Trace Auditor)";
  const changes = { [document.uri]: edits.map((edit) => fileEdit(document, edit)) };
  return [{ title, kind: fixAllKind, edit: { changes } }];
}

/** Maximum number of records that one preview changes: nobody looks through a longer list. */
const maxPreviewed = 1000;

/** The data of an offer to fix all findings of a rule, kept until somebody takes it. */
export interface RuleOffer {
  readonly uri: string;
  readonly rule: string;
  /** Only fixes that change nothing that the model said. Other fixes are shown before they are made. */
  readonly safe: boolean;
}

/**
 * The offer to fix all findings of a rule in the file, if there are several. Its edits are computed when the offer is
 * taken, because that costs an audit of each record in question.
 */
export function offerForRule(
  document: OpenDocument,
  file: AuditedFile,
  { rule, found, told }: FoundHere,
  client: ClientFacts,
): CodeAction[] {
  const first = found && fixesOf(found.finding, found.sample, file)[0];
  if (first === undefined || !client.resolvesEdits || (!first.safe && !client.confirmsEdits)) return [];
  if (!isRepeated(file, rule)) return [];
  const where = document.uri.startsWith(`${recordScheme}:`) ? "record" : "file";
  const title = `Fix all ${rule} in this ${where}${first.safe ? "" : ", after a preview"}`;
  const data: RuleOffer = { uri: document.uri, rule, safe: first.safe };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: told, data }];
}

/** The result of the offer: the edits, which of them the user must confirm first, and what is not fixed. */
export async function fixRule(
  document: OpenDocument,
  { rule, safe }: RuleOffer,
  audits: Audits,
  token: CancellationToken,
): Promise<{ readonly edit: WorkspaceEdit | undefined; readonly rest: string | undefined }> {
  const file = await audits.audited(document, token);
  const options = { safeOnly: safe, groundTruth: false, rules: new Set([rule]) };
  const fixed = await audits.inSteps(document, fixFile(file, options, safe ? Infinity : maxPreviewed), token);
  const rest = restOf(fixed, rule);
  if (fixed.edits.length === 0) return { edit: undefined, rest };
  const shown = safe ? fixed.edits : fixed.edits.map((edit) => ofWholeWords(file.text, edit));
  const edits = shown.map((edit) => fileEdit(document, edit));
  const textDocument = { uri: document.uri, version: document.version };
  if (safe) return { edit: { documentChanges: [{ textDocument, edits }] }, rest };
  const annotation = { label: `Fix all ${rule}`, needsConfirmation: true, ...(rest && { description: rest }) };
  return {
    edit: {
      documentChanges: [{ textDocument, edits: edits.map((edit) => ({ ...edit, annotationId: "fix" })) }],
      changeAnnotations: { fix: annotation },
    },
    rest,
  };
}

/** What is not fixed, in words; undefined if everything is. */
function restOf({ fixed, left, waiting }: FileFix, rule: string): string | undefined {
  const parts: string[] = [];
  if (left > 0) {
    parts.push(
      `${left} of ${fixed + left} ${rule} ${left === 1 ? "stays" : "stay"}: no fix is known that helps without changing a ground truth or bringing something as grave.`,
    );
  }
  if (waiting > 0)
    parts.push(`${counted(waiting, "more record has", "more records have")} some: do it again for the rest.`);
  return parts.length === 0 ? undefined : parts.join(" ");
}

/**
 * Are there several findings of the rule? Looks only at what is audited already: the lightbulb must not wait for the
 * rest.
 */
function isRepeated({ records }: AuditedFile, rule: string): boolean {
  let count = 0;
  for (const record of records) {
    if (!record.isAudited) continue;
    for (const sample of record.samples) {
      count += countOf(sample, rule);
      if (count > 1) return true;
    }
  }
  return false;
}
