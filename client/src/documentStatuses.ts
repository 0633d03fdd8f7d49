import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type DocumentStatus, statusNotification } from "../../server/protocol/status";
import { listen } from "./server/messages";

/** The server's last status of each open document. */
export class DocumentStatuses implements vscode.Disposable {
  private readonly known = new Map<string, DocumentStatus>();
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when a document was audited, or closed. */
  readonly onDidChange = this.emitter.event;
  private readonly listeners: vscode.Disposable;

  constructor(client: BaseLanguageClient) {
    this.listeners = vscode.Disposable.from(
      this.emitter,
      listen(client, statusNotification, (status: DocumentStatus) => {
        const uri = vscode.Uri.parse(status.uri);
        this.known.set(uri.toString(), status);
        this.emitter.fire(uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.known.delete(uri.toString());
        this.emitter.fire(uri);
      }),
    );
  }

  of(uri: vscode.Uri): DocumentStatus | undefined {
    return this.known.get(uri.toString());
  }

  dispose(): void {
    this.listeners.dispose();
  }
}
