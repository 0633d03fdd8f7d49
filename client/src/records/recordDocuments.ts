import * as vscode from "vscode";
import {
  CodeLensRequest,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InlayHintRequest,
  type BaseLanguageClient,
  type Middleware,
  State,
} from "vscode-languageclient";
import { isWanted } from "./wantedDocuments";

/**
 * Decides which documents the server is given: traces, and JSON files that hold records. The server hears nothing about
 * any other document, such as an ordinary package.json or the user's settings.
 */
export class RecordDocuments {
  private readonly sent = new Set<string>();
  private readonly sentEmitter = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fires when a document is given to the server. */
  readonly onSent = this.sentEmitter.event;
  private started = false;

  /** Does the server have this document? */
  isSent(uri: vscode.Uri): boolean {
    return this.sent.has(uri.toString());
  }

  /** The middleware between the client and the server. */
  readonly middleware: Pick<Middleware, "sendNotification" | "sendRequest"> = {
    sendNotification: async (type, next, params) => {
      const uri = uriIn(params);
      if (uri === undefined) return next(type, params);
      const method = typeof type === "string" ? type : type.method;
      if (method === DidOpenTextDocumentNotification.method) {
        const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
        // The client's own feature and lookAgain can both find a document; the first one sends it.
        if (document === undefined || this.sent.has(uri) || !isWanted(document)) return;
        this.sent.add(uri);
        await next(type, params);
        this.sentEmitter.fire(document);
        return;
      }
      if (!this.sent.has(uri)) return;
      if (method === DidCloseTextDocumentNotification.method) this.sent.delete(uri);
      return next(type, params);
    },
    sendRequest: (type, param, token, next) => {
      const method = typeof type === "string" ? type : type.method;
      const uri = method.startsWith("textDocument/") ? uriIn(param) : undefined;
      // Every feature understands this answer as "nothing".
      if (uri !== undefined && !this.sent.has(uri)) return Promise.resolve(null as never);
      return next(type, param, token);
    },
  };

  /** Opens a file without showing it and gives it to the server; undefined if it holds no records. */
  async provide(client: BaseLanguageClient, uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
    const document = await vscode.workspace.openTextDocument(uri);
    await client.start();
    await this.lookAgain(client, document);
    return this.isSent(document.uri) ? document : undefined;
  }

  /** Gives a wanted document to the server; the first one starts the server. */
  take(client: BaseLanguageClient, document: vscode.TextDocument): void {
    if (!this.started) {
      this.started = true;
      // If it fails, the client itself tells the user.
      client.start().catch(() => undefined);
    }
    // A starting server is given all open documents.
    void this.lookAgain(client, document);
  }

  /** Forgets the server's documents when it ends. */
  follow(client: BaseLanguageClient): vscode.Disposable {
    return vscode.Disposable.from(
      this.sentEmitter,
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) this.sent.clear();
      }),
    );
  }

  /** Gives the server a document that held no records when it was opened, but does now. */
  private async lookAgain(client: BaseLanguageClient, document: vscode.TextDocument): Promise<void> {
    if (!client.isRunning() || this.isSent(document.uri) || !isWanted(document)) return;
    const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
    await client.sendNotification(DidOpenTextDocumentNotification.type, params);
    client.getFeature(DocumentDiagnosticRequest.method).getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
    client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    client.getFeature(InlayHintRequest.method).getProvider(document)?.onDidChangeInlayHints.fire();
  }
}

function uriIn(params: unknown): string | undefined {
  const { textDocument } = (params ?? {}) as { readonly textDocument?: { readonly uri?: unknown } };
  return typeof textDocument?.uri === "string" ? textDocument.uri : undefined;
}
