import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { BreakdownContract, Shown, ShownPlace } from "../../../media/breakdown/contract";
import { breakdownRequest, type BreakdownParams } from "../../../server/protocol/rewards";
import { fixAllSafe } from "../fixing/fixAllSafe";
import { editorOfTrace } from "../commands/editorOfTrace";
import type { DocumentStatuses } from "../documentStatuses";
import type { RecordDocuments } from "../records/recordDocuments";
import { answerRequests, sendEvent } from "../webviews/webviewHost";
import { webviewOptions, webviewPage } from "../webviews/webviewPage";
import { viewType } from "./viewType";
import { ask } from "../server/messages";
import { markDone } from "../walkthrough";
import { tell } from "../shown";

/** How long the cursor must rest before the panel follows it, in milliseconds. */
const rest = 100;

/**
 * The webview beside the editor that shows a sample's reward. There is only one; it follows the cursor from sample to
 * sample.
 */
export class BreakdownPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private place: ShownPlace | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Number of the last request to the server: the answer to an older one is out of date. */
  private asked = 0;
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly client: BaseLanguageClient,
    private readonly documents: RecordDocuments,
    statuses: DocumentStatuses,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      // A JSON file is active before it is known to hold records.
      documents.onSent(() => this.follow(vscode.window.activeTextEditor)),
      statuses.onDidChange((uri) => {
        if (uri.toString() === this.place?.uri) this.refreshSoon();
      }),
    );
  }

  /** Shows the sample at a place; without a place, the one at the cursor. */
  async show(uri?: string | vscode.Uri, at?: vscode.Position | { line: number; character: number }): Promise<void> {
    const editor = editorOfTrace(this.documents);
    const shown = uri?.toString() ?? editor?.document.uri.toString();
    if (shown === undefined) {
      void tell("Open a trace file first: the breakdown shows the reward of the sample at the cursor.");
      return;
    }
    const { line, character } = at ?? editor?.selection.active ?? new vscode.Position(0, 0);
    this.place = { uri: shown, at: { line, character } };
    if (this.panel === undefined) {
      // "Beside" is relative to the focus.
      if (editor !== undefined && editor !== vscode.window.activeTextEditor)
        await vscode.window.showTextDocument(editor.document, editor.viewColumn);
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      const title = "Reward Breakdown";
      this.take(vscode.window.createWebviewPanel(viewType, title, column, webviewOptions(this.extensionUri)));
    } else {
      this.panel.reveal(undefined, true);
      await this.refresh();
    }
  }

  /** Has the sample at a place a reward to show? */
  async hasReward(uri: vscode.Uri, { line, character }: vscode.Position): Promise<boolean> {
    const params: BreakdownParams = { uri: uri.toString(), at: { line, character } };
    // A document that was edited or closed in the meantime is asked about again after its next audit.
    const sample = await ask(this.client, breakdownRequest, params).catch(() => null);
    return sample?.breakdown?.reward !== undefined;
  }

  /** Takes over the panel that was there before the window was reloaded. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    this.place = isPlace(state) ? state : undefined;
    panel.webview.options = webviewOptions(this.extensionUri);
    this.take(panel);
  }

  /** Refreshes what may have changed without an edit. */
  refreshSoon(): void {
    if (this.panel === undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), rest);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.panel?.dispose();
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    const { webview } = panel;
    const answering = answerRequests<BreakdownContract>(webview, {
      show: () => this.shown(),
      reveal: async ({ uri, range }) => {
        await reveal(uri, range);
        return null;
      },
      fix: async ({ uri }) => {
        await fixAllSafe(this.client, await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
        return null;
      },
    });
    panel.onDidDispose(() => {
      answering.dispose();
      this.panel = undefined;
    });
    webview.html = webviewPage(webview, this.extensionUri, "breakdown", "Reward Breakdown");
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (this.panel === undefined || editor === undefined || !this.documents.isSent(editor.document.uri)) return;
    const { line, character } = editor.selection.active;
    this.place = { uri: editor.document.uri.toString(), at: { line, character } };
    this.refreshSoon();
  }

  private async refresh(): Promise<void> {
    const asked = ++this.asked;
    const shown = await this.shown();
    // A hidden panel asks for its data when it is shown again.
    if (asked === this.asked && this.panel?.visible === true) {
      sendEvent<BreakdownContract, "shown">(this.panel.webview, "shown", shown);
    }
  }

  private async shown(): Promise<Shown> {
    const { place } = this;
    if (place === undefined) return { sample: null, why: "Put the cursor into a sample of a trace file." };
    try {
      await this.client.start();
      const params: BreakdownParams = place;
      const sample = await ask(this.client, breakdownRequest, params);
      if (sample !== null) {
        void markDone("breakdown");
        return { sample, place };
      }
      return {
        sample: null,
        why: "There is no sample here. Put the cursor into a sample of a trace file.",
      };
    } catch (error) {
      return { sample: null, why: `The language server gave no answer: ${String(error)}` };
    }
  }
}

/** Selects a place in the editor that shows its document, or in a new one. */
async function reveal(uri: string, { start, end }: { start: Place; end: Place }): Promise<void> {
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  const document = open?.document ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
  await vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}

interface Place {
  readonly line: number;
  readonly character: number;
}

function isPlace(state: unknown): state is ShownPlace {
  const { uri, at } = (state ?? {}) as { readonly uri?: unknown; readonly at?: Partial<Place> };
  return typeof uri === "string" && typeof at?.line === "number" && typeof at.character === "number";
}
