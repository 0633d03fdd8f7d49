import * as vscode from "vscode";
import {
  type OpenRecord,
  samplesMethod,
  type SamplesParams,
  type SamplesResult,
  switchOffCommand,
  type SwitchOffPlace,
} from "../../server/protocol/documents";
import type { Position } from "../../server/core/text/lineTable";
import type { TraceAuditorApi } from "./api";
import { BreakdownPanel } from "./breakdown/breakdownPanel";
import type { Commands } from "./commandIds";
import { auditInTerminal } from "./commands/auditInTerminal";
import { fixAllSafe } from "./commands/fixAllSafe";
import { openExample } from "./commands/openExample";
import { RecordOpener } from "./commands/openRecord";
import { openRulePage } from "./commands/openRulePage";
import { pickProfile } from "./commands/pickProfile";
import { pickRecordFormat } from "./commands/pickRecordFormat";
import { rescore } from "./commands/rescore";
import { ScorerRunner } from "./commands/runScorer";
import { switchOff } from "./commands/switchOff";
import { DocumentStatuses } from "./documentStatuses";
import { ExampleCopies } from "./examples/exampleCopies";
import { createLanguageClient } from "./languageClient";
import { RecordDocuments } from "./records/recordDocuments";
import { RecordFileSystem } from "./records/recordFileSystem";
import { Rescorings } from "./rescorings";
import type { SampleNode, SamplesTree } from "./samples/samplesTree";
import { fillSamplesView } from "./samples/samplesView";
import { createStatusItem } from "./statusItem";
import { WorkspaceAudit } from "./workspace/auditWorkspace";

/** The walkthrough of package.json, as VS Code names it. */
const walkthrough = "trace-auditor.trace-auditor#getStarted";

/** What is registered at activation, for the session to fill. */
export interface Registered {
  readonly context: vscode.ExtensionContext;
  /** Tells of records whose text is another one by now. */
  readonly recordChanges: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  readonly samples: SamplesTree;
  readonly samplesView: vscode.TreeView<SampleNode>;
}

/** What lives from the first trace on, and does what is asked of the extension. */
export interface Session extends TraceAuditorApi {
  readonly commands: Commands;
  readonly records: RecordFileSystem;
  /** A document is wanted: it is given to the server, which is started for the first one. */
  take(document: vscode.TextDocument): void;
  samples(params: SamplesParams): Promise<SamplesResult>;
  /** The window was reloaded with a breakdown in it. */
  restoreBreakdown(panel: vscode.WebviewPanel, state: unknown): void;
}

/** Everything is put together here, by hand. */
export function createSession({ context, recordChanges, samples, samplesView }: Registered): Session {
  const output = vscode.window.createOutputChannel("Trace Auditor", { log: true });
  const documents = new RecordDocuments();
  const client = createLanguageClient(context, output, documents);
  const statuses = new DocumentStatuses(client);
  const records = new RecordFileSystem(client, documents, recordChanges);
  const opener = new RecordOpener(client, documents, records);
  const rescorings = new Rescorings(context.workspaceState, client);
  const breakdown = new BreakdownPanel(context.extensionUri, client, documents, statuses);
  const scorer = new ScorerRunner(client, documents, output);
  const workspaceAudit = new WorkspaceAudit(client, documents, output);
  const copies = new ExampleCopies(context);
  const samplesFiller = fillSamplesView(samplesView, samples, statuses, documents, opener);
  context.subscriptions.push(
    output,
    client,
    statuses,
    workspaceAudit,
    breakdown,
    rescorings,
    rescorings.onDidChange(() => breakdown.refreshSoon()),
    scorer,
    scorer.onRan(() => breakdown.refreshSoon()),
    records.follow(statuses),
    createStatusItem(statuses, documents),
    samplesFiller,
    documents.follow(client),
  );
  const commands: Commands = {
    ...samplesFiller.commands,
    "traceAuditor.pickProfile": (uri?: vscode.Uri) => pickProfile(client, uri),
    "traceAuditor.pickRecordFormat": (uri?: vscode.Uri) => pickRecordFormat(statuses, uri),
    "traceAuditor.openRecord": (uri?: string | vscode.Uri, record?: OpenRecord) => opener.open(uri, record),
    "traceAuditor.nextRecord": () => opener.go(1),
    "traceAuditor.previousRecord": () => opener.go(-1),
    "traceAuditor.showRecordInFile": () => opener.showInFile(),
    "traceAuditor.showBreakdown": (uri?: string | vscode.Uri, at?: Position) => breakdown.show(uri, at),
    "traceAuditor.rescore": (uri?: string | vscode.Uri) => rescore(client, rescorings, uri),
    "traceAuditor.runScorer": (uri?: string | vscode.Uri, at?: Position) => scorer.runOnSample(uri, at),
    "traceAuditor.runScorerOnFile": (uri?: string | vscode.Uri) => scorer.runOnFile(uri),
    [switchOffCommand]: (place: SwitchOffPlace) => switchOff(client, place),
    "traceAuditor.auditWorkspace": () => workspaceAudit.run(),
    "traceAuditor.auditInTerminal": () => auditInTerminal(context.extensionUri, copies),
    "traceAuditor.fixAllSafe": () => fixAllSafe(documents),
    "traceAuditor.getStarted": () => vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough),
    "traceAuditor.openExample": (example?: unknown) => openExample(copies, example),
    "traceAuditor.openRulePage": () => openRulePage(context.extensionUri),
    "traceAuditor.showOutput": () => output.show(),
    "traceAuditor.restartServer": () => client.restart(),
  };
  return {
    commands,
    records,
    take: (document) => documents.take(client, document),
    samples: (params) => client.sendRequest<SamplesResult>(samplesMethod, params),
    restoreBreakdown: (panel, state) => breakdown.restore(panel, state),
    isRunning: () => client.isRunning(),
    reads: (uri) => documents.isSent(uri),
  };
}
