import * as vscode from "vscode";
import { runInTerminal } from "../commandLine";
import { tell, warn } from "../shown";
import { show } from "./recordOpener";
import { nameOf } from "../runs/runFiles";

/** Writes the records of a packed file into a JSONL file beside it, in the terminal, and opens that. */
export async function openJsonlCopy(extensionUri: vscode.Uri, uri: vscode.Uri): Promise<void> {
  const copy = uri.with({ path: `${uri.path.replace(/\.(?:gz|zst)$/i, "").replace(/\.jsonl$/i, "")}.copy.jsonl` });
  const name = nameOf(copy);
  if (await exists(copy)) {
    const anew = "Make a New One";
    const picked = await tell(`There is a copy already: ${name}.`, "Open It", anew);
    if (picked === undefined) return;
    if (picked !== anew) return show(copy, undefined);
  }
  const code = await runInTerminal(extensionUri, "copy", [
    "convert",
    uri.fsPath,
    "--to",
    "jsonl",
    "--out",
    copy.fsPath,
  ]);
  if (code === 0) await show(copy, undefined);
  else void warn(`${name} was not written: the terminal says why.`);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
