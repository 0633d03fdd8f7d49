import * as vscode from "vscode";
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from "vscode-languageclient";
import { tellError, warn } from "../shown";
import { CrashCount } from "./crashCount";

/** Restarts a crashed server and tells the user, once for a series of crashes and once if it stays off. */
export class CrashHandler implements ErrorHandler {
  private readonly crashes = new CrashCount();
  private untold = false;
  private down = false;

  constructor(private readonly output: vscode.LogOutputChannel) {}

  /** Has the server been left off after too many crashes? */
  get isDown(): boolean {
    return this.down;
  }

  /** The message if something needs the server while it is off. */
  readonly whyDown =
    "Trace Auditor's language server stopped too often and is off. Run the command Trace Auditor: Restart Language Server.";

  /** Errors of single messages are in the output; a lost connection has its own event. */
  error(): { action: ErrorAction; handled: boolean } {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const next = this.crashes.add(Date.now());
    if (next === "stay-down") {
      this.down = true;
      void this.tellDown();
      return {
        action: CloseAction.DoNotRestart,
        message: "The server crashed too often. It stays off.",
        handled: true,
      };
    }
    this.untold ||= next === "restart-and-tell";
    return { action: CloseAction.Restart, message: "The server stopped and is being restarted.", handled: true };
  }

  /** The server runs, so now the message about the restart is true. */
  runs(): void {
    if (!this.untold) return;
    this.untold = false;
    void this.tellRestarted();
  }

  /** The user starts the server. */
  startsAnew(): void {
    this.down = false;
    this.untold = false;
    this.crashes.forget();
  }

  private async tellRestarted(): Promise<void> {
    const showOutput = "Show Output";
    const chosen = await warn(
      "Trace Auditor's language server stopped and was restarted; your files are being checked again. The output says what happened.",
      showOutput,
    );
    if (chosen === showOutput) this.output.show();
  }

  private async tellDown(): Promise<void> {
    const restart = "Restart Language Server";
    const showOutput = "Show Output";
    const chosen = await tellError(
      "Trace Auditor's language server stopped 5 times within 3 minutes and stays off: nothing is checked until you restart it. The output says what happened.",
      restart,
      showOutput,
    );
    if (chosen === restart) await vscode.commands.executeCommand("traceAuditor.restartServer");
    if (chosen === showOutput) this.output.show();
  }
}
