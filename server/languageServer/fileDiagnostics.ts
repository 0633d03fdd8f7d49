import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord } from "../core/audit/auditedFile";
import { fileSpan } from "../core/audit/places";
import { toldOf, type Told } from "../core/audit/told";
import { severities, type Finding, type Severity } from "../core/model/finding";
import { ruleNamed } from "../core/rules";
import type { Part, Sample } from "../core/model/sample";
import type { ClientFacts } from "./clientFacts";
import type { OpenDocument } from "./openDocument";
import { rangeInText, textOf, unitOf } from "../core/ide/recordUnits";
import { recordUri } from "./recordUri";
import { shownDiagnostic } from "./shown";
import { counted } from "../core/text/counted";

/** Editors show at most this many for one file. */
export const maxDiagnostics = 1000;

const lspSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

export const source = "Trace Auditor";

/** All findings and problems of an audited file, the most severe first if there are more than an editor shows. */
export function fileDiagnostics(document: OpenDocument, file: AuditedFile, client: ClientFacts): Diagnostic[] {
  if (file.isForeign) return [];
  const told = [...toldOf(file)];
  let leftOut = 0;
  for (const { samples } of file.records) {
    for (const sample of samples) for (const count of Object.values(sample.leftOut)) leftOut += count;
  }
  let shown = told;
  const room = maxDiagnostics - 1;
  if (told.length + (leftOut > 0 ? 1 : 0) > maxDiagnostics) {
    shown = severities.flatMap((severity) => told.filter((each) => each.severity === severity)).slice(0, room);
    leftOut += told.length - shown.length;
  }
  const diagnostics = shown.map((each) => toDiagnostic(each, document, file, client));
  if (leftOut > 0) diagnostics.push(leftOutNote(leftOut, diagnostics.length));
  return diagnostics.map(shownDiagnostic);
}

function toDiagnostic(told: Told, document: OpenDocument, file: AuditedFile, client: ClientFacts): Diagnostic {
  const { rule: code, severity, message, span, record, finding } = told;
  const diagnostic: Diagnostic = {
    range: document.rangeOf(span),
    severity: lspSeverity[severity],
    source,
    code,
    message,
  };
  const page = client.codeDescription ? pageOf(code, client.options.rulePages) : undefined;
  if (page !== undefined) diagnostic.codeDescription = { href: page };
  if (client.relatedInformation && record !== undefined && finding !== undefined) {
    const related = [
      ...finding.related.map((each) => ({
        message: each.message,
        location: { uri: document.uri, range: document.rangeOf(fileSpan(record, each)) },
      })),
      ...asTrace(document, file, record, finding, client),
    ];
    if (related.length > 0) diagnostic.relatedInformation = related;
  }
  return diagnostic;
}

/** Links a finding in a JSON file to its place in the record as people read it. */
function asTrace(
  document: OpenDocument,
  file: AuditedFile,
  record: AuditedRecord,
  finding: Finding,
  client: ClientFacts,
): DiagnosticRelatedInformation[] {
  if (file.format.container === "trace" || client.options.records !== true) return [];
  const sample = record.read.samples.find((each) => partsOf(each).includes(finding.part));
  const unit = unitOf(file, record, sample);
  const text = textOf(file, unit);
  const range = rangeInText(unit, text, fileSpan(record, finding));
  if (range === undefined) return [];
  const uri = recordUri(document.uri, text.name, unit.number);
  return [{ message: `Read record ${unit.number + 1} as a trace.`, location: { uri, range } }];
}

function partsOf({ completion, groundTruth, tools }: Sample): readonly (Part | undefined)[] {
  return [completion, groundTruth, tools];
}

function pageOf(rule: string, pages: string | undefined): string | undefined {
  if (pages === undefined || ruleNamed(rule) === undefined) return undefined;
  return `${pages.replace(/\/$/, "")}/${rule}.md`;
}

function leftOutNote(count: number, shown: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source,
    code: "left-out",
    message: `${counted(count, "more finding is", "more findings are")} left out of this list, which holds the ${shown.toLocaleString("en")} most severe: an editor shows at most ${maxDiagnostics.toLocaleString("en")} of a file, and of one rule at most 100 for each sample are kept.`,
  };
}
