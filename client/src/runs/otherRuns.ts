import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { OpenedOther } from "../../../media/run/contract";
import {
  closeRunNotification,
  openRunRequest,
  runChangedNotification,
  type RunState,
} from "../../../server/protocol/runs";
import { ask, listen, tell } from "../server/messages";
import { nameOf, noRunFiles, runFilesIn } from "./runFiles";

/** The runs with which a view's run is compared: opened beside it, and closed with it. */
export class OtherRuns implements vscode.Disposable {
  private readonly open = new Set<string>();
  private last = 0;

  /** @param own the name of the view's run */
  constructor(
    private readonly client: BaseLanguageClient,
    private readonly own: string,
  ) {}

  /** Opens a run and waits until all of it is read; undefined `uris` let the user choose. Null if nothing is chosen. */
  async add(uris: readonly string[] | undefined): Promise<OpenedOther | null> {
    const chosen = uris?.map((uri) => vscode.Uri.parse(uri, true)) ?? (await choose());
    const [first, ...others] = chosen;
    if (first === undefined) return null;
    const files = await runFilesIn(chosen);
    if (files.length === 0) throw new Error(noRunFiles);
    const run = `${this.own}-other-${++this.last}`;
    this.open.add(run);
    const state = await this.whole(run, files.map(String));
    if (state.phase === "failed") throw new Error(state.why ?? "The other run cannot be read.");
    const name = others.length === 0 ? nameOf(first) : `${files.length} files`;
    return { run, name, uris: chosen.map(String) };
  }

  dispose(): void {
    if (!this.client.isRunning()) return;
    for (const run of this.open) void tell(this.client, closeRunNotification, { run });
  }

  private whole(run: string, uris: readonly string[]): Promise<RunState> {
    return new Promise((resolve, reject) => {
      const take = (state: RunState): void => {
        if (state.run !== run || state.phase === "reading") return;
        listener.dispose();
        resolve(state);
      };
      const listener = listen(this.client, runChangedNotification, take);
      ask(this.client, openRunRequest, { run, uris }).then(take, (error: unknown) => {
        listener.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }
}

async function choose(): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    title: "Compare With",
    openLabel: "Compare",
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
  });
  return chosen ?? [];
}
