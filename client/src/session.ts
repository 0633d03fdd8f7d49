import * as vscode from "vscode";
import {
  samplePlaceRequest,
  samplesRequest,
  type SamplesParams,
  type SamplesResult,
} from "../../server/protocol/samples";
import type { TraceAuditorApi } from "./api";
import { BreakdownPanel } from "./breakdown/breakdownPanel";
import { openWithFirstReward } from "./breakdown/openWithFirstReward";
import type { CommandId } from "./commandIds";
import type { Parts } from "./commands/command";
import { commands } from "./commands/list";
import { DocumentStatuses } from "./documentStatuses";
import { ExampleCopies } from "./examples/exampleCopies";
import { Judging } from "./judging/judging";
import { createLanguageClient } from "./languageClient";
import { ReadingDocuments } from "./readings/readingDocuments";
import { DiskFiles } from "./records/diskFiles";
import { tellOfPackedFiles } from "./records/packedNotice";
import { keepReadContext } from "./records/readContext";
import { RecordDocuments } from "./records/recordDocuments";
import { RecordFileSystem } from "./records/recordFileSystem";
import { RecordOpener } from "./records/recordOpener";
import { RecordSources } from "./records/recordSources";
import { Rescorings } from "./rescorings";
import { offerRun } from "./runs/offerRun";
import { RunViews } from "./runs/runViews";
import type { SampleNode, SamplesTree } from "./samples/samplesTree";
import { fillSamplesView } from "./samples/samplesView";
import { ScorerRunner } from "./scorer/scorerRunner";
import { createStatusItem } from "./statusItem";
import { followFixes } from "./walkthrough";
import { WorkspaceAudit } from "./workspace/auditWorkspace";
import { ask } from "./server/messages";

/** The parts that are registered at activation and that the session uses. */
export interface Registered {
  readonly context: vscode.ExtensionContext;
  /** Fires for records whose text has changed. */
  readonly recordChanges: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  /** Fires when the server starts or ends, and when it is given a document. */
  readonly changes: vscode.EventEmitter<void>;
  readonly samples: SamplesTree;
  readonly samplesView: vscode.TreeView<SampleNode>;
}

/** Lives from the first trace on, and does the extension's work. */
export interface Session extends Pick<TraceAuditorApi, "isRunning" | "reads"> {
  /** Runs a command; the caller knows its arguments. */
  run(id: CommandId, given: never[]): unknown;
  readonly records: RecordFileSystem;
  /** Is the file read from the disk, so that its samples are listed? */
  readsFromDisk(uri: vscode.Uri): boolean;
  /** Gives a wanted document to the server, which is started for the first one. */
  take(document: vscode.TextDocument): void;
  samples(params: SamplesParams): Promise<SamplesResult>;
  /** Restores a breakdown after the window was reloaded. */
  restoreBreakdown(panel: vscode.WebviewPanel, state: unknown): void;
  /** Shows a file in the run view. */
  showRun(uri: vscode.Uri, panel: vscode.WebviewPanel): void;
  /** Offers to show a file as a run that VS Code gives to no extension, if its records are known; was it? */
  offerRun(uri: vscode.Uri): Promise<boolean>;
  /** Restores a run of several files after the window was reloaded. */
  restoreRun(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
}

/** Everything is wired together here, by hand. */
export function createSession({ context, recordChanges, changes, samples, samplesView }: Registered): Session {
  const output = vscode.window.createOutputChannel("Trace Auditor", { log: true });
  const documents = new RecordDocuments();
  const client = createLanguageClient(context, output, documents);
  const statuses = new DocumentStatuses(client);
  const diskFiles = new DiskFiles(client);
  const sources = new RecordSources(client, documents, diskFiles);
  const records = new RecordFileSystem(client, sources, recordChanges);
  const opener = new RecordOpener(client, sources, records);
  const rescorings = new Rescorings(context.workspaceState, client);
  const breakdown = new BreakdownPanel(context.extensionUri, client, documents, statuses);
  const runViews = new RunViews(context, client, opener);
  const scorer = new ScorerRunner(client, documents, output);
  const judging = new Judging(context, client, documents);
  const workspaceAudit = new WorkspaceAudit(client, documents, output);
  const readings = new ReadingDocuments(client);
  const copies = new ExampleCopies(context);
  const samplesFiller = fillSamplesView(
    samplesView,
    samples,
    {
      statuses,
      documents,
      diskFiles,
      place: (params) => ask(client, samplePlaceRequest, params),
      recordOf: (uri) => records.placeOf(uri),
    },
    opener,
  );
  context.subscriptions.push(
    output,
    client,
    statuses,
    workspaceAudit,
    breakdown,
    openWithFirstReward(breakdown, statuses),
    rescorings,
    rescorings.onDidChange(() => breakdown.refreshSoon()),
    scorer,
    scorer.onRan(() => breakdown.refreshSoon()),
    judging,
    judging.onJudged(() => samplesFiller.refresh()),
    records.follow(statuses, diskFiles),
    diskFiles.follow(),
    tellOfPackedFiles(context.extensionUri, diskFiles),
    createStatusItem(statuses, documents),
    keepReadContext(documents),
    followFixes(statuses),
    readings,
    samplesFiller,
    documents.follow(client),
    client.onDidChangeState(() => changes.fire()),
    documents.onSent(() => changes.fire()),
  );
  const parts: Parts = {
    context,
    client,
    output,
    documents,
    diskFiles,
    statuses,
    opener,
    rescorings,
    breakdown,
    runViews,
    scorer,
    judging,
    workspaceAudit,
    readings,
    copies,
    samplesFiller,
  };
  return {
    run: (id, given) => commands.find((command) => command.id === id)?.run(parts, ...given),
    records,
    readsFromDisk: (uri) => diskFiles.stateOf(uri) !== undefined,
    take: (document) => documents.take(client, document),
    samples: (params) => ask(client, samplesRequest, params),
    restoreBreakdown: (panel, state) => breakdown.restore(panel, state),
    showRun: (uri, panel) => runViews.showFile(uri, panel),
    offerRun: (uri) => offerRun(uri, diskFiles, runViews),
    restoreRun: (panel, state) => runViews.restore(panel, state),
    isRunning: () => client.isRunning(),
    reads: (uri) => documents.isSent(uri),
  };
}
