import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import type { ClientOptions } from "../../server/protocol/clientOptions";
import { readFileRequest, type ReadFileParams, type ReadFileResult } from "../../server/protocol/readFile";
import type { RecordDocuments } from "./records/recordDocuments";
import { recordLanguages } from "./records/wantedDocuments";
import { judgingSetup } from "./judging/judgeSettings";
import { CrashHandler } from "./server/crashHandler";
import { answer } from "./server/messages";

/** A client that, after too many crashes of its server, restarts it only on the user's command. */
class SteadyClient extends LanguageClient {
  constructor(
    server: ServerOptions,
    options: LanguageClientOptions,
    private readonly crashes: CrashHandler,
  ) {
    super("traceAuditor", "Trace Auditor", server, { ...options, errorHandler: crashes });
    this.onDidChangeState(({ newState }) => {
      if (newState === State.Running) crashes.runs();
    });
  }

  override start(): Promise<void> {
    if (this.crashes.isDown) return Promise.reject(new Error(this.crashes.whyDown));
    return super.start();
  }

  /** On the user's command, whatever happened to the server before. */
  override async restart(): Promise<void> {
    this.crashes.startsAnew();
    // A server that no longer answers cannot be stopped cleanly; the client then ends its process.
    if (this.isRunning()) await this.stop().catch(() => undefined);
    await this.start();
  }
}

/** Connects VS Code's features with the language server, a separate process that is started when it is needed. */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  documents: RecordDocuments,
): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6011"] } },
  };
  const initializationOptions: ClientOptions = {
    rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString(),
    status: true,
    readsFiles: true,
    records: true,
    runs: true,
    rewards: true,
    switchesOff: true,
  };
  const options: LanguageClientOptions = {
    documentSelector: ["trace", ...recordLanguages].map((language) => ({ language })),
    middleware: documents.middleware,
    outputChannel: output,
    // Evaluated at each start, because trust may have been granted since the last one.
    initializationOptions: (): ClientOptions => ({
      ...initializationOptions,
      trusted: vscode.workspace.isTrusted,
      judging: judgingSetup(),
    }),
    diagnosticCollectionName: "traceAuditor",
    diagnosticPullOptions: { onChange: true, onTabs: true },
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new SteadyClient(server, options, new CrashHandler(output));
  answer(client, readFileRequest, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
      return { text: new TextDecoder().decode(bytes) };
    } catch {
      // A missing file is a valid answer.
      return null;
    }
  });
  return client;
}
