import * as vscode from "vscode";
import { tell } from "../shown";
import type { DiskFiles } from "./diskFiles";
import { openJsonlCopy } from "./jsonlCopy";
import { shownRecord } from "./recordUris";
import { nameOf } from "../runs/runFiles";

/** Says, once for each packed file of which a record is opened, that it can only be read, and offers a copy. */
export function tellOfPackedFiles(extensionUri: vscode.Uri, diskFiles: DiskFiles): vscode.Disposable {
  const told = new Set<string>();
  return vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    const source = shownRecord(uri)?.source;
    const packed = diskFiles.stateOf(source)?.packed;
    if (source === undefined || packed === undefined || told.has(source.toString())) return;
    told.add(source.toString());
    void offerCopy(extensionUri, source, packed);
  });
}

async function offerCopy(extensionUri: vscode.Uri, source: vscode.Uri, packed: string): Promise<void> {
  const name = nameOf(source);
  const copy = "Open a JSONL Copy";
  const text = `${name} is packed (${packed}): its records can be read here, and not changed. A JSONL copy beside it can be.`;
  if ((await tell(text, copy)) === copy) await openJsonlCopy(extensionUri, source);
}
