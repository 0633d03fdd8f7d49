import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { readingRequest } from "../../../server/protocol/readings";
import { ask } from "../server/messages";
import { tell } from "../shown";

const scheme = "trace-auditor-reading";

/** Shows how traces were read, in read-only documents with the last requested text. */
export class ReadingDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(private readonly client: BaseLanguageClient) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "Run the command again: the trace may have changed.\n";
  }

  /** Shows, beside a trace, how it was read. */
  async show(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
    const found = await ask(this.client, readingRequest, { uri: document.uri.toString(), position });
    if (found === null) {
      void tell("There is no trace at the cursor whose reading could be shown.");
      return;
    }
    const name = document.uri.path.split("/").at(-1) ?? "";
    const uri = vscode.Uri.from({
      scheme,
      path: `/How ${name} was read (record ${found.record}, trace ${found.trace}).txt`,
      query: document.uri.toString(),
    });
    this.texts.set(uri.toString(), found.text);
    this.changed.fire(uri);
    const shown = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(shown, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
