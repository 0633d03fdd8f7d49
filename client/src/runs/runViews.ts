import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { RecordOpener } from "../records/recordOpener";
import { tell } from "../shown";
import { nameOf, noRunFiles, runFilesIn } from "./runFiles";
import { RunView, type RunFiles } from "./runView";
import { editorTypeOf, runPanelType } from "./viewTypes";

/** The views of runs: editors of one file, and panels of several or of a folder. */
export class RunViews {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly client: BaseLanguageClient,
    private readonly opener: RecordOpener,
  ) {}

  /** Shows a file in the editor that VS Code made for it. */
  showFile(uri: vscode.Uri, panel: vscode.WebviewPanel): void {
    this.show(panel, { name: nameOf(uri), uris: [uri], chosen: [uri] });
  }

  /** Opens the user's choice: one file in its editor, a folder or several files in a panel. */
  async open(chosen: readonly vscode.Uri[]): Promise<void> {
    const files = await runFilesIn(chosen);
    const [first] = files;
    const [only, ...others] = chosen;
    if (first === undefined || only === undefined) {
      void tell(noRunFiles);
      return;
    }
    if (others.length === 0 && files.length === 1 && first.toString() === only.toString()) {
      await vscode.commands.executeCommand("vscode.openWith", only, editorTypeOf(only.path));
      return;
    }
    const name = titleOf(chosen, files);
    const panel = vscode.window.createWebviewPanel(runPanelType, name, vscode.ViewColumn.Active);
    this.show(panel, { name, uris: files, chosen });
  }

  /** Restores a panel after the window was reloaded: its page kept the user's choice. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { chosen = [] } = (state ?? {}) as { readonly chosen?: readonly string[] };
    const uris = chosen.map((uri) => vscode.Uri.parse(uri, true));
    const files = await runFilesIn(uris);
    this.show(panel, { name: titleOf(uris, files), uris: files, chosen: uris });
  }

  private show(panel: vscode.WebviewPanel, files: RunFiles): void {
    new RunView(this.context, this.client, this.opener, panel, files);
  }
}

function titleOf(chosen: readonly vscode.Uri[], files: readonly vscode.Uri[]): string {
  const [only, ...others] = chosen;
  return only !== undefined && others.length === 0 ? `${nameOf(only)}/` : `${files.length} files`;
}
