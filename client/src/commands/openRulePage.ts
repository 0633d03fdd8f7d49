import * as vscode from "vscode";
import { editorCommand, inTraces } from "./command";

export const openRulePageCommand = editorCommand({
  id: "traceAuditor.openRulePage",
  title: "Explain a Rule That Found Something Here…",
  when: inTraces,
  run: ({ context }) => openRulePage(context.extensionUri),
});

/** Shows the page of a rule, picked from those that found something in the active file, in the Markdown preview. */
async function openRulePage(extensionUri: vscode.Uri): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const rules = uri === undefined ? [] : rulesFoundIn(uri);
  if (rules.length === 0) {
    void vscode.window.showInformationMessage("Trace Auditor has found nothing in this file.");
    return;
  }
  const rule = await vscode.window.showQuickPick(rules, { title: "Explain a rule" });
  if (rule === undefined) return;
  const page = vscode.Uri.joinPath(extensionUri, "docs", "rules", `${rule}.md`);
  await vscode.commands.executeCommand("markdown.showPreview", page);
}

function rulesFoundIn(uri: vscode.Uri): string[] {
  const codes = vscode.languages.getDiagnostics(uri).flatMap(({ source, code }) => {
    const value = typeof code === "object" ? code.value : code;
    return source === "Trace Auditor" && typeof value === "string" ? [value] : [];
  });
  return [...new Set(codes)].sort();
}
