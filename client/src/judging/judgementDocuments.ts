import * as vscode from "vscode";
import { judgementScheme, type SampleJudgements } from "../../../server/protocol/judging";

/** Judgements as documents: read-only traces, which grow while the judge writes. */
export class JudgementDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;
  private shown = 0;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(judgementScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Makes a document that is still empty. */
  create(name: string): vscode.Uri {
    const safe = name.replace(/[\\/?#%:*"<>|\u0000-\u001f\u007f\ud800-\udfff]/g, "_").slice(0, 100);
    const uri = vscode.Uri.from({ scheme: judgementScheme, path: `/${safe}.trace`, query: String(++this.shown) });
    this.texts.set(uri.toString(), "");
    return uri;
  }

  write(uri: vscode.Uri, text: string): void {
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
  }

  /** Shows a document beside the active editor. */
  async show(uri: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  async showOne(name: string, { text }: SampleJudgements["judgements"][number]): Promise<void> {
    const uri = this.create(`Judgement of ${name}`);
    this.write(uri, text);
    await this.show(uri);
  }

  /** Shows how two judgements differ, the earlier one on the left. */
  async compare(
    name: string,
    earlier: SampleJudgements["judgements"][number],
    later: SampleJudgements["judgements"][number],
  ): Promise<void> {
    const [left, right] = [this.create(`Earlier judgement of ${name}`), this.create(`Judgement of ${name}`)];
    this.write(left, earlier.text);
    this.write(right, later.text);
    await vscode.commands.executeCommand("vscode.diff", left, right);
  }
}
