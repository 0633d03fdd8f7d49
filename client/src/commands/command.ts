import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { BreakdownPanel } from "../breakdown/breakdownPanel";
import type { DocumentStatuses } from "../documentStatuses";
import type { ExampleCopies } from "../examples/exampleCopies";
import type { ReadingDocuments } from "../readings/readingDocuments";
import type { DiskFiles } from "../records/diskFiles";
import type { Judging } from "../judging/judging";
import type { RecordDocuments } from "../records/recordDocuments";
import type { RecordOpener } from "../records/recordOpener";
import type { Rescorings } from "../rescorings";
import type { RunViews } from "../runs/runViews";
import type { SamplesFiller } from "../samples/samplesView";
import type { ScorerRunner } from "../scorer/scorerRunner";
import type { WorkspaceAudit } from "../workspace/auditWorkspace";

/** The parts of a session that commands work with. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly client: BaseLanguageClient & { restart(): Promise<void> };
  readonly output: vscode.LogOutputChannel;
  readonly documents: RecordDocuments;
  readonly diskFiles: DiskFiles;
  readonly statuses: DocumentStatuses;
  readonly opener: RecordOpener;
  readonly rescorings: Rescorings;
  readonly breakdown: BreakdownPanel;
  readonly runViews: RunViews;
  readonly scorer: ScorerRunner;
  readonly judging: Judging;
  readonly workspaceAudit: WorkspaceAudit;
  readonly readings: ReadingDocuments;
  readonly copies: ExampleCopies;
  readonly samplesFiller: SamplesFiller;
}

/** A condition for `when`: an editor shows traces, directly or in records. */
export const inTraces = "editorLangId == trace || editorLangId =~ /^json/";
/** A condition for `when`: the active editor shows a document that is read, so that ordinary JSON files get no menu. */
export const ofTraces = "traceAuditor.isRead";
/** A condition for `when`: a record is shown as a trace. */
export const inRecords = "resourceScheme == trace-auditor-record";

/** A command of the extension: one file each in this folder. `npm run generate` writes its part of package.json. */
export interface EditorCommand {
  readonly id: `traceAuditor.${string}`;
  /** Its title in the command palette, after "Trace Auditor:"; undefined for a command that only code calls. */
  readonly title?: string;
  /** The name of one of VS Code's icons. */
  readonly icon?: string;
  /** When the command palette shows it: a condition for VS Code. Without one, always. */
  readonly when?: string;
  /** The other menus that show it. */
  readonly menus?: Readonly<Record<string, { readonly when: string; readonly group: string }>>;
  /** Its keys. */
  readonly key?: { readonly press: string; readonly when: string };
  /** Runs it with the caller's arguments: none from the palette, the clicked place from menus and links. */
  run(parts: Parts, ...given: never[]): unknown;
}

/** Marks an object as a command, so that the generator finds it. */
export function editorCommand(command: EditorCommand): EditorCommand {
  return command;
}
