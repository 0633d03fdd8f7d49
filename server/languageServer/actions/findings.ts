import type { CodeActionParams, Diagnostic } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import type { Finding } from "../../core/model/finding";
import { unreadableRecord } from "../../core/rules";
import type { OpenDocument } from "../openDocument";
import { recordAt } from "../../core/ide/place";
import { inFile, toldBy, touches } from "./edits";

/** A finding in the range for which actions are asked. */
export interface FoundHere {
  readonly rule: string;
  readonly record: AuditedRecord;
  /** Undefined for what is wrong with the record itself. */
  readonly found: { readonly sample: AuditedSample; readonly finding: Finding } | undefined;
  /** The client's diagnostics that show it. */
  readonly told: Diagnostic[];
}

/** The findings in the range of a request. */
export function findingsIn(
  document: OpenDocument,
  file: AuditedFile,
  { range, context: { diagnostics } }: Pick<CodeActionParams, "range" | "context">,
): FoundHere[] {
  const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const record = recordAt(file, asked.start);
  if (record === undefined) return [];
  const ofSamples = record.samples.flatMap((sample) =>
    sample.findings.flatMap((finding): FoundHere[] => {
      const at = fileSpan(record, finding);
      if (!touches(at, asked)) return [];
      const told = toldBy(diagnostics, finding.rule, document.rangeOf(at));
      return [{ rule: finding.rule, record, found: { sample, finding }, told }];
    }),
  );
  const ofRecord = record.problems.flatMap((problem): FoundHere[] => {
    const at = inFile(record, problem.span);
    if (!touches(at, asked)) return [];
    const { id } = unreadableRecord;
    return [{ rule: id, record, found: undefined, told: toldBy(diagnostics, id, document.rangeOf(at)) }];
  });
  return [...ofSamples, ...ofRecord];
}

/** For several findings of one rule, the first, with the diagnostics of all. */
export function byRule(findings: readonly FoundHere[]): FoundHere[] {
  const rules = new Map<string, FoundHere>();
  for (const found of findings) {
    const first = rules.get(found.rule);
    rules.set(found.rule, first === undefined ? found : { ...first, told: [...first.told, ...found.told] });
  }
  return [...rules.values()];
}
