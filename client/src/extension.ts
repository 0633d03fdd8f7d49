import * as vscode from "vscode";
import type { TraceAuditorApi } from "./api";
import { viewType as breakdown } from "./breakdown/viewType";
import { commandIds } from "./commandIds";
import { LazySession } from "./lazySession";
import { registerRecordScheme } from "./records/recordScheme";
import { watchForUnheld } from "./records/unheldFiles";
import { watchForWanted } from "./records/wantedDocuments";
import { registerRunViews } from "./runs/runEditor";
import { SamplesTree } from "./samples/samplesTree";
import { withShownErrors } from "./shown";

/**
 * Called by VS Code for the first trace or JSON file, when one of our features is used, or once a window has started:
 * of a file that is too large VS Code tells no extension. It registers what must be there from then on and watches for
 * wanted documents and files; the session does the rest.
 */
export function activate(context: vscode.ExtensionContext): TraceAuditorApi {
  const recordChanges = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const changes = new vscode.EventEmitter<void>();
  const samples: SamplesTree = new SamplesTree(async (params) => (await session.get()).samples(params));
  const samplesView = vscode.window.createTreeView("traceAuditor.samples", {
    treeDataProvider: samples,
    showCollapseAll: true,
  });
  const session: LazySession = new LazySession({ context, recordChanges, changes, samples, samplesView });
  context.subscriptions.push(
    recordChanges,
    changes,
    samplesView,
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (...given: never[]) =>
        withShownErrors(async () => (await session.get()).run(id, given)),
      ),
    ),
    registerRunViews(session),
    registerRecordScheme(session, recordChanges.event),
    vscode.window.registerWebviewPanelSerializer(breakdown, {
      deserializeWebviewPanel: async (panel, state) => (await session.get()).restoreBreakdown(panel, state),
    }),
    watchForWanted(
      (document) => void session.get().then(({ take }) => take(document)),
      (uri) => session.loaded?.reads(uri) ?? false,
      () => void session.get(),
    ),
    watchForUnheld(
      context.workspaceState,
      (uri) => session.loaded?.readsFromDisk(uri) ?? false,
      async (uri) => (await session.get()).offerRun(uri),
    ),
  );
  return {
    isRunning: () => session.loaded?.isRunning() ?? false,
    reads: (uri) => session.loaded?.reads(uri) ?? false,
    onDidChange: changes.event,
  };
}
