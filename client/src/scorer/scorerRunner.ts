import * as vscode from "vscode";
import { type BaseLanguageClient, ProgressType, State } from "vscode-languageclient";
import type { Position } from "../../../server/core/text/lineTable";
import { printable } from "../../../server/core/text/printable";
import {
  runScorerRequest,
  type RunScorerParams,
  type RunScorerResult,
  type ScorerProgress,
  trustedNotification,
} from "../../../server/protocol/scorer";
import type { RecordDocuments } from "../records/recordDocuments";
import { fileOf } from "../records/recordUris";
import { ask, tell as tellServer } from "../server/messages";
import { type ProgressStep, tell, tellError, warn, withProgress } from "../shown";
import { counted } from "../../../server/core/text/counted";

const setting = "traceAuditor.scorer.command";

/**
 * Asks a team's own scorer about samples: only when the user asks for it, only in a trusted workspace, and one run at a
 * time. The scorer is a child process of the language server.
 */
export class ScorerRunner implements vscode.Disposable {
  private readonly ran = new vscode.EventEmitter<void>();
  /** Fires when a run has ended: samples may have new scores. */
  readonly onRan = this.ran.event;
  private readonly listeners: vscode.Disposable;
  private runs = 0;
  private isRunning = false;

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly documents: RecordDocuments,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.listeners = vscode.Disposable.from(
      this.ran,
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        // A server that is started later learns this when it starts.
        if (client.state === State.Running || client.state === State.Starting)
          void tellServer(client, trustedNotification);
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  /** Asks about the sample at a place; without a place, about the one at the cursor. */
  async runOnSample(given?: string | vscode.Uri, at?: Position): Promise<void> {
    const uri = this.documentMeant(given);
    if (uri === undefined) return;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    const { line, character } = at ?? editor?.selection.active ?? new vscode.Position(0, 0);
    const result = await this.run(uri, { uri: uri.toString(), at: { line, character } });
    // The sample's lens shows the answer; a message is shown only for failures.
    if (result === undefined) return;
    if (result.failure !== null) this.tellFailure(result.failure);
    else if (result.firstUnusable !== null) this.tellFailure(result.firstUnusable);
  }

  /** Asks about all samples of a file. */
  async runOnFile(given?: string | vscode.Uri): Promise<void> {
    const uri = this.documentMeant(given);
    if (uri === undefined) return;
    const result = await this.run(uri, { uri: uri.toString() });
    if (result === undefined) return;
    const { answered, samples, differing, unusable, firstUnusable, failure } = result;
    const counts = `${(answered - unusable).toLocaleString("en")} of ${counted(samples, "sample")} scored.`;
    if (failure !== null) {
      this.tellFailure(answered > 0 ? `${failure} ${counts}` : failure);
      return;
    }
    const sentences = [
      counts,
      ...(differing > 0
        ? [`${differing.toLocaleString("en")} ${differing === 1 ? "differs" : "differ"} from the computed reward.`]
        : ["None differs from a computed reward."]),
      ...(firstUnusable !== null
        ? [`${unusable.toLocaleString("en")} got no score. The first of them: ${firstUnusable}`]
        : []),
    ];
    const text = sentences.join(" ");
    if (firstUnusable === null) void tell(text);
    else this.tellFailure(text);
  }

  /** Runs the scorer if that is allowed; undefined if it was not run or was stopped, which the user has been told. */
  private async run(uri: vscode.Uri, params: RunScorerParams): Promise<RunScorerResult | undefined> {
    if (!this.mayRun(uri)) return undefined;
    this.isRunning = true;
    try {
      await this.client.start();
      if (!this.documents.isSent(uri)) {
        void tell("There is no trace here to score.");
        return undefined;
      }
      return await withProgress("The team's scorer", (progress, token) => this.request(params, progress, token));
    } finally {
      this.isRunning = false;
      this.ran.fire();
    }
  }

  private async request(
    params: RunScorerParams,
    progress: vscode.Progress<ProgressStep>,
    token: vscode.CancellationToken,
  ): Promise<RunScorerResult | undefined> {
    const progressToken = `scorer-${++this.runs}`;
    let told: ScorerProgress = { answered: 0, samples: 0 };
    const listener = this.client.onProgress(new ProgressType<ScorerProgress>(), progressToken, (now) => {
      const increment = (100 * (now.answered - told.answered)) / now.samples;
      told = now;
      const message = `${now.answered.toLocaleString("en")} of ${counted(now.samples, "sample")}`;
      progress.report({ increment, message });
    });
    try {
      const result = await ask(this.client, runScorerRequest, { ...params, progressToken }, token);
      return result ?? undefined;
    } catch (error) {
      if (token.isCancellationRequested) {
        const { answered, samples } = told;
        void tell(
          samples > 1
            ? `Stopped: ${answered.toLocaleString("en")} of ${counted(samples, "sample")} scored.`
            : "Stopped.",
        );
      } else this.tellFailure(error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      listener.dispose();
    }
  }

  /** Is there a scorer, is it allowed to run, and is none running yet? If not, the user is told what to do. */
  private mayRun(uri: vscode.Uri): boolean {
    // Checked here too, not only where it is offered: a command can be called in other ways.
    if (!vscode.workspace.isTrusted) {
      const manage = "Manage Workspace Trust";
      const text = "A scorer is a command that a setting names, so it is run only in workspaces that you trust.";
      void warn(text, manage).then((picked) => {
        return picked === manage ? vscode.commands.executeCommand("workbench.trust.manage") : undefined;
      });
      return false;
    }
    if (vscode.workspace.getConfiguration(undefined, fileOf(uri)).get<string>(setting, "").trim() === "") {
      const open = "Open Settings";
      const text = `No scorer is set: put the command that runs yours into the setting ${setting}.`;
      void tell(text, open).then((picked) => {
        return picked === open ? openSettings() : undefined;
      });
      return false;
    }
    if (!this.isRunning) return true;
    void tell("The scorer is already running: wait until it is done, or cancel it.");
    return false;
  }

  private documentMeant(given: string | vscode.Uri | undefined): vscode.Uri | undefined {
    const uri =
      typeof given === "string"
        ? vscode.Uri.parse(given, true)
        : (given ?? vscode.window.activeTextEditor?.document.uri);
    if (uri === undefined) void tell("Open a trace file first: the scorer scores its samples.");
    return uri;
  }

  private tellFailure(text: string): void {
    const [log, open] = ["Show Output", "Open Settings"];
    this.output.error(printable(text));
    void tellError(text, log, open).then((picked) => {
      if (picked === log) this.output.show();
      return picked === open ? openSettings() : undefined;
    });
  }
}

function openSettings(): Thenable<unknown> {
  return vscode.commands.executeCommand("workbench.action.openSettings", setting);
}
