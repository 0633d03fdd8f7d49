import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { RunContract } from "../../../media/run/contract";
import {
  closeRunNotification,
  openRunRequest,
  resumeRunNotification,
  runChangedNotification,
  runCompletionsRequest,
  runFilesNotification,
  runPlaceRequest,
  runRowsRequest,
  runSampleRequest,
  runStepsRequest,
  searchRunNotification,
  stopRunNotification,
  viewRunRequest,
  type OpenRunParams,
} from "../../../server/protocol/runs";
import { runCompareRequest } from "../../../server/protocol/runCompare";
import { runGroupRequest, runGroupsRequest, runRolloutsRequest } from "../../../server/protocol/runGroups";
import { runJudgesRequest, runQuotesRequest } from "../../../server/protocol/runJudges";
import type { RecordOpener } from "../records/recordOpener";
import { ask, listen, tell } from "../server/messages";
import { RunWatcher } from "./runWatcher";
import { saveFile } from "./saveFile";
import { answerRequests, sendEvent } from "../webviews/webviewHost";
import { OtherRuns } from "./otherRuns";
import { webviewOptions, webviewPage } from "../webviews/webviewPage";

/** Maximum number of filters in the history. */
const maxHistory = 20;
const historyKey = "traceAuditor.runFilters";

let lastNumber = 0;

/** The files of a run view. */
export interface RunFiles {
  readonly name: string;
  readonly uris: readonly vscode.Uri[];
  /** What the user chose: files, or folders that contain them. */
  readonly chosen: readonly vscode.Uri[];
}

/** One webview that shows a run: it answers its page through the language server, until it is closed. */
export class RunView implements vscode.Disposable {
  private readonly run = `run-${++lastNumber}`;
  private readonly listeners: vscode.Disposable;
  private readonly others: OtherRuns;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly client: BaseLanguageClient,
    private readonly opener: RecordOpener,
    private readonly panel: vscode.WebviewPanel,
    private readonly files: RunFiles,
  ) {
    const { webview } = panel;
    this.others = new OtherRuns(client, this.run);
    webview.options = webviewOptions(context.extensionUri);
    this.listeners = vscode.Disposable.from(
      this.answer(webview),
      listen(client, runChangedNotification, (state) => {
        if (state.run === this.run) sendEvent<RunContract, "changed">(webview, "changed", state);
      }),
      new RunWatcher(files.chosen, ({ uris, changed }) => {
        if (!client.isRunning()) return;
        const all = uris === undefined ? {} : { uris: uris.map(String) };
        void tell(client, runFilesNotification, { run: this.run, ...all, changed: changed.map(String) });
      }),
    );
    panel.onDidDispose(() => this.dispose());
    webview.html = webviewPage(webview, context.extensionUri, "run", "Run");
  }

  dispose(): void {
    this.listeners.dispose();
    this.others.dispose();
    if (this.client.isRunning()) void tell(this.client, closeRunNotification, { run: this.run });
  }

  private answer(webview: vscode.Webview): vscode.Disposable {
    const { client, run } = this;
    return answerRequests<RunContract>(webview, {
      open: async () => {
        await client.start();
        const params: OpenRunParams = { run, uris: this.files.uris.map(String) };
        const state = await ask(client, openRunRequest, params);
        return { name: this.files.name, state, chosen: this.files.chosen.map(String), history: this.history };
      },
      view: (query) => ask(client, viewRunRequest, { run, query }),
      steps: (query) => ask(client, runStepsRequest, { run, query }),
      rows: ({ query, start, count }) => ask(client, runRowsRequest, { run, query, start, count }),
      place: ({ query, sample }) => ask(client, runPlaceRequest, { run, query, sample }),
      complete: ({ filter, cursor }) => ask(client, runCompletionsRequest, { run, filter, cursor }),
      sample: ({ row }) => ask(client, runSampleRequest, { run, row }),
      groups: ({ query, choice }) => ask(client, runGroupsRequest, { run, query, choice }),
      group: ({ query, number }) => ask(client, runGroupRequest, { run, query, number }),
      rollouts: ({ rows, other }) => ask(client, runRolloutsRequest, { run: other ?? run, rows }),
      compare: (params) => ask(client, runCompareRequest, { run, name: this.files.name, ...params }),
      judges: ({ query, rung }) => ask(client, runJudgesRequest, { run, query, rung }),
      quotes: ({ rows }) => ask(client, runQuotesRequest, { run, rows }),
      openOther: ({ uris }) => this.others.add(uris),
      openBeside: ({ row, focus, other }) => this.openBeside(row, focus, other),
      read: async ({ on }) => {
        await tell(client, on ? resumeRunNotification : stopRunNotification, { run });
        return null;
      },
      search: async ({ on }) => {
        await tell(client, searchRunNotification, { run, on });
        return null;
      },
      reveal: async ({ uri, line }) => {
        const place = new vscode.Position(line, 0);
        await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), {
          selection: new vscode.Range(place, place),
        });
        return null;
      },
      remember: async ({ filter }) => {
        const others = this.history.filter((known) => known !== filter);
        await this.context.workspaceState.update(historyKey, [filter, ...others].slice(0, maxHistory));
        return null;
      },
      save: async ({ title, content }) => {
        await saveFile(this.files.chosen[0], title, content);
        return null;
      },
      copy: async ({ text }) => {
        await vscode.env.clipboard.writeText(text);
        return null;
      },
      instead: ({ as }) => this.instead(as),
    });
  }

  private get history(): readonly string[] {
    return this.context.workspaceState.get<readonly string[]>(historyKey, []);
  }

  private async openBeside(row: number, focus: boolean, other = this.run): Promise<null> {
    const sample = await ask(this.client, runSampleRequest, { run: other, row });
    if (sample === null) throw new Error("The file no longer has this sample.");
    const { uri, record, at } = sample;
    await this.opener.openBeside(vscode.Uri.parse(uri, true), { record, at }, this.panel.viewColumn, !focus);
    return null;
  }

  private async instead(as: "text" | "format"): Promise<null> {
    const [uri] = this.files.uris;
    if (uri === undefined) return null;
    await vscode.commands.executeCommand("vscode.openWith", uri, "default");
    if (as === "format") await vscode.commands.executeCommand("traceAuditor.pickRecordFormat");
    return null;
  }
}
