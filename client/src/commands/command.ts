import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { BreakdownPanel } from "../breakdown/breakdownPanel";
import type { DocumentStatuses } from "../documentStatuses";
import type { ExampleCopies } from "../examples/exampleCopies";
import type { ReadingDocuments } from "../readings/readingDocuments";
import type { RecordDocuments } from "../records/recordDocuments";
import type { RecordOpener } from "../records/recordOpener";
import type { Rescorings } from "../rescorings";
import type { SamplesFiller } from "../samples/samplesView";
import type { ScorerRunner } from "../scorer/scorerRunner";
import type { WorkspaceAudit } from "../workspace/auditWorkspace";

/** The parts of a session that commands work with. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly client: BaseLanguageClient & { restart(): Promise<void> };
  readonly output: vscode.LogOutputChannel;
  readonly documents: RecordDocuments;
  readonly statuses: DocumentStatuses;
  readonly opener: RecordOpener;
  readonly rescorings: Rescorings;
  readonly breakdown: BreakdownPanel;
  readonly scorer: ScorerRunner;
  readonly workspaceAudit: WorkspaceAudit;
  readonly readings: ReadingDocuments;
  readonly copies: ExampleCopies;
  readonly samplesFiller: SamplesFiller;
}

/** When an editor shows traces, as such or in records; for `when`. */
export const inTraces = "editorLangId == trace || editorLangId =~ /^json/";
/** When a record is shown as a trace. */
export const inRecords = "resourceScheme == trace-auditor-record";

/** A command of the extension: one file each in this room. `npm run generate` writes what package.json says of it. */
export interface EditorCommand {
  readonly id: `traceAuditor.${string}`;
  /** As the command palette shows it, behind "Trace Auditor:"; undefined for a command that only code calls. */
  readonly title?: string;
  /** The name of one of VS Code's icons. */
  readonly icon?: string;
  /** When the command palette has it: a condition of VS Code's. Always without one. */
  readonly when?: string;
  /** The other menus that have it. */
  readonly menus?: Readonly<Record<string, { readonly when: string; readonly group: string }>>;
  /** The keys that call it. */
  readonly key?: { readonly press: string; readonly when: string };
  /** Does it, with what the caller gives: nothing from the palette, the place that was clicked from menus and links. */
  run(parts: Parts, ...given: never[]): unknown;
}

/** Says that an object is a command; by this the lists find it. */
export function editorCommand(command: EditorCommand): EditorCommand {
  return command;
}
