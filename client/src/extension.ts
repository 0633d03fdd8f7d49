import * as vscode from "vscode";
import { type OpenRecord, type PlacePosition, switchOffCommand, type SwitchOffPlace } from "../../server/src/protocol";
import { BreakdownPanel } from "./breakdown/breakdownPanel";
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
import { createSamplesView } from "./samples/samplesView";
import { createStatusItem } from "./statusItem";
import { WorkspaceAudit } from "./workspace/auditWorkspace";

/** The walkthrough of package.json, as VS Code names it. */
const walkthrough = "trace-auditor.trace-auditor#getStarted";

/** What other extensions, and our tests, can ask. */
export interface TraceAuditorApi {
  /** Does the language server run? It is started with the first trace or file of records. */
  isRunning(): boolean;
  /** Has the language server been given this document? */
  reads(uri: vscode.Uri): boolean;
}

/** Called by VS Code when the first trace or JSON file is opened. Everything is put together here, by hand. */
export function activate(context: vscode.ExtensionContext): TraceAuditorApi {
  const output = vscode.window.createOutputChannel("Trace Auditor", { log: true });
  const documents = new RecordDocuments();
  const client = createLanguageClient(context, output, documents);
  const statuses = new DocumentStatuses(client);
  const records = new RecordFileSystem(client, documents);
  const opener = new RecordOpener(client, documents, records);
  const rescorings = new Rescorings(context.workspaceState, client);
  const breakdown = new BreakdownPanel(context.extensionUri, client, documents, statuses);
  const scorer = new ScorerRunner(client, documents, output);
  const workspaceAudit = new WorkspaceAudit(client, documents, output);
  const copies = new ExampleCopies(context);
  const command = vscode.commands.registerCommand;
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
    records.register(statuses),
    createStatusItem(statuses, documents),
    createSamplesView(client, statuses, documents, opener),
    command("traceAuditor.pickProfile", (uri?: vscode.Uri) => pickProfile(client, uri)),
    command("traceAuditor.pickRecordFormat", (uri?: vscode.Uri) => pickRecordFormat(statuses, uri)),
    command("traceAuditor.openRecord", (uri?: string | vscode.Uri, record?: OpenRecord) => opener.open(uri, record)),
    command("traceAuditor.nextRecord", () => opener.go(1)),
    command("traceAuditor.previousRecord", () => opener.go(-1)),
    command("traceAuditor.showRecordInFile", () => opener.showInFile()),
    command("traceAuditor.showBreakdown", (uri?: string | vscode.Uri, at?: PlacePosition) => breakdown.show(uri, at)),
    command("traceAuditor.rescore", (uri?: string | vscode.Uri) => rescore(client, rescorings, uri)),
    command("traceAuditor.runScorer", (uri?: string | vscode.Uri, at?: PlacePosition) => scorer.runOnSample(uri, at)),
    command("traceAuditor.runScorerOnFile", (uri?: string | vscode.Uri) => scorer.runOnFile(uri)),
    command(switchOffCommand, (place: SwitchOffPlace) => switchOff(client, place)),
    command("traceAuditor.auditWorkspace", () => workspaceAudit.run()),
    command("traceAuditor.auditInTerminal", () => auditInTerminal(context.extensionUri, copies)),
    command("traceAuditor.fixAllSafe", () => fixAllSafe(documents)),
    command("traceAuditor.getStarted", () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough),
    ),
    command("traceAuditor.openExample", (example?: unknown) => openExample(copies, example)),
    command("traceAuditor.openRulePage", () => openRulePage(context.extensionUri)),
    command("traceAuditor.showOutput", () => output.show()),
    command("traceAuditor.restartServer", () => client.restart()),
    // Last: whatever listens to the server is in place.
    documents.follow(client),
  );
  return { isRunning: () => client.isRunning(), reads: (uri) => documents.isSent(uri) };
}
