import type * as vscode from "vscode";

/** The API for other extensions and for our tests. */
export interface TraceAuditorApi {
  /** Does the language server run? It is started with the first trace or file of records. */
  isRunning(): boolean;
  /** Has the language server been given this document? */
  reads(uri: vscode.Uri): boolean;
  /** Fires when one of the answers above may have changed. */
  readonly onDidChange: vscode.Event<void>;
}
