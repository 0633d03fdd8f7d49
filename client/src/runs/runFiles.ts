import * as vscode from "vscode";

/** Names of files that can contain a run's records. */
export const isRunFile = /\.(?:(?:jsonl|ndjson|jsonlines|json)(?:\.(?:gz|zst))?|parquet|eval)$/i;

/** What is said where a choice has none of them. */
export const noRunFiles =
  "There are no files of records here: a run is one or more files of JSONL or JSON, packed or not, Parquet tables, or logs of Inspect.";

/** Maximum number of files in a run. */
const maxFiles = 5000;

/** The chosen files and those in chosen folders, in the order in which people count: step 9 before step 10. */
export async function runFilesIn(chosen: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const uri of chosen) {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) found.push(uri);
    else found.push(...(await filesBelow(uri, 3)));
  }
  return found.slice(0, maxFiles);
}

async function filesBelow(folder: vscode.Uri, depth: number): Promise<vscode.Uri[]> {
  const entries = [...(await vscode.workspace.fs.readDirectory(folder))];
  entries.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  const found: vscode.Uri[] = [];
  for (const [name, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, name);
    if ((type & vscode.FileType.Directory) !== 0) {
      if (depth > 1 && !name.startsWith(".") && name !== "node_modules")
        found.push(...(await filesBelow(uri, depth - 1)));
    } else if (isRunFile.test(name)) found.push(uri);
  }
  return found;
}

/** The last part of a path: what a file or a folder is called. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").findLast((part) => part !== "") ?? "";
}
