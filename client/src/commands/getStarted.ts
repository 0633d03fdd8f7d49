import * as vscode from "vscode";
import { editorCommand } from "./command";

/** The walkthrough of package.json, as VS Code names it. */
const walkthrough = "trace-auditor.trace-auditor#getStarted";

export const getStartedCommand = editorCommand({
  id: "traceAuditor.getStarted",
  title: "Get Started",
  run: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough),
});
