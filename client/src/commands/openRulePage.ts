import * as vscode from "vscode";
import { pick, tell } from "../shown";
import { editorCommand, inTraces } from "./command";

export const openRulePageCommand = editorCommand({
  id: "traceAuditor.openRulePage",
  title: "Explain a Rule That Found Something Here…",
  when: inTraces,
  run: ({ context }) => openRulePage(context.extensionUri),
});

/** Shows a rule's page in the Markdown preview; the user picks it from the rules with findings in the active file. */
async function openRulePage(extensionUri: vscode.Uri): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const rules = uri === undefined ? [] : rulesFoundIn(uri);
  if (rules.length === 0) {
    void tell("Trace Auditor has found nothing in this file.");
    return;
  }
  const picked = await pick(
    rules.map((label) => ({ label })),
    { title: "Explain a rule" },
  );
  if (picked === undefined) return;
  const page = vscode.Uri.joinPath(extensionUri, "docs", "rules", `${picked.label}.md`);
  await vscode.commands.executeCommand("markdown.showPreview", page);
}

function rulesFoundIn(uri: vscode.Uri): string[] {
  const codes = vscode.languages.getDiagnostics(uri).flatMap(({ source, code }) => {
    const value = typeof code === "object" ? code.value : code;
    return source === "Trace Auditor" && typeof value === "string" ? [value] : [];
  });
  return [...new Set(codes)].sort();
}
