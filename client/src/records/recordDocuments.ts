import * as vscode from "vscode";
import {
  CodeLensRequest,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InlayHintRequest,
  type LanguageClient,
  type Middleware,
  State,
} from "vscode-languageclient/node";
import { entryFor } from "../../../server/src/core/config/filePatterns";
import { recogniseFile } from "../../../server/src/core/records/recogniseFile";

/** Of a JSON file so much is looked at to tell whether it holds records, in UTF-16 units. */
const beginning = 262_144;
/** Of a file of short lines no more of them. */
const linesLookedAt = 400;
/** A document that holds no records is looked at again so long after an edit, in milliseconds. */
const pause = 500;

/** The languages in which records lie. */
export const recordLanguages: readonly string[] = ["json", "jsonl", "jsonlines"];

/**
 * Decides which documents the server hears of: traces, and JSON files that hold records. Nothing at all is said of any
 * other, be it an ordinary package.json or the user's settings.
 */
export class RecordDocuments {
  private readonly sent = new Set<string>();
  private readonly sentEmitter = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fires when a document is given to the server. */
  readonly onSent = this.sentEmitter.event;

  /** Does the server have this document? */
  isSent(uri: vscode.Uri): boolean {
    return this.sent.has(uri.toString());
  }

  /** Is the document one for the server: a trace, or JSON that holds records or is said to? */
  isWanted(document: vscode.TextDocument): boolean {
    if (document.languageId === "trace") return true;
    if (!recordLanguages.includes(document.languageId)) return false;
    const formats = vscode.workspace
      .getConfiguration("traceAuditor", document.uri)
      .get<Record<string, string>>("recordFormats", {});
    const entry = entryFor(formats, vscode.workspace.asRelativePath(document.uri, false));
    const asked = entry && { id: entry.value, reason: "" };
    const head = document.getText(new vscode.Range(0, 0, linesLookedAt, 0)).slice(0, beginning);
    const isWhole = document.lineCount <= linesLookedAt && head.length < beginning;
    return recogniseFile(head, asked, isWhole) !== undefined;
  }

  /** What stands between the client and the server. */
  readonly middleware: Pick<Middleware, "sendNotification" | "sendRequest"> = {
    sendNotification: async (type, next, params) => {
      const uri = uriIn(params);
      if (uri === undefined) return next(type, params);
      const method = typeof type === "string" ? type : type.method;
      if (method === DidOpenTextDocumentNotification.method) {
        const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
        // The client's own feature and lookAgain may both come upon a document; the first to come gives it.
        if (document === undefined || this.sent.has(uri) || !this.isWanted(document)) return;
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
      // The answer that every feature understands as: nothing.
      if (uri !== undefined && !this.sent.has(uri)) return Promise.resolve(null as never);
      return next(type, param, token);
    },
  };

  /** Opens a file without showing it and gives it to the server; false where it holds no records. */
  async provide(client: LanguageClient, uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
    const document = await vscode.workspace.openTextDocument(uri);
    await client.start();
    await this.lookAgain(client, document);
    return this.isSent(document.uri) ? document : undefined;
  }

  /** Keeps what the server has in step with what documents hold; starts the server when the first one is wanted. */
  follow(client: LanguageClient): vscode.Disposable {
    let started = false;
    const startFor = (document: vscode.TextDocument): void => {
      if (started || !this.isWanted(document)) return;
      started = true;
      // Not at once: activation is over sooner, and other extensions need not wait while a process is forked.
      setImmediate(() => {
        // Where it fails, the client itself tells the user.
        client.start().catch(() => undefined);
      });
    };
    const lookAgain = (document: vscode.TextDocument): void => {
      startFor(document);
      void this.lookAgain(client, document);
    };
    const waiting = new Map<string, NodeJS.Timeout>();
    const later = (document: vscode.TextDocument): void => {
      const uri = document.uri.toString();
      if (this.sent.has(uri) || !recordLanguages.includes(document.languageId)) return;
      clearTimeout(waiting.get(uri));
      const look = (): void => {
        waiting.delete(uri);
        if (!document.isClosed) lookAgain(document);
      };
      waiting.set(uri, setTimeout(look, pause));
    };
    vscode.workspace.textDocuments.forEach(startFor);
    return vscode.Disposable.from(
      this.sentEmitter,
      { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
      vscode.workspace.onDidOpenTextDocument(startFor),
      vscode.workspace.onDidChangeTextDocument(({ document }) => later(document)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("traceAuditor.recordFormats"))
          vscode.workspace.textDocuments.forEach(lookAgain);
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) this.sent.clear();
      }),
    );
  }

  /** Gives a document to the server that did not hold records when it was opened, and now does. */
  private async lookAgain(client: LanguageClient, document: vscode.TextDocument): Promise<void> {
    if (!client.isRunning() || this.isSent(document.uri) || !this.isWanted(document)) return;
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
