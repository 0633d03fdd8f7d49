import ignore, { type Ignore } from "ignore";
import * as vscode from "vscode";
import { fileEndings } from "../../../server/core/records/fileEndings";

/** Larger files are not read, because VS Code gives extensions no larger documents either. In bytes. */
export const largestFile = 50 * 1024 * 1024;

const wanted = `**/*.{${fileEndings.flatMap(({ ending, language }) => (language === undefined ? [] : [ending])).join()}}`;
const passedOver = "**/{node_modules,__pycache__,.git}/**";

/** The files of the workspace that may hold traces, without those excluded by files.exclude or a .gitignore. */
export async function findTraceFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(wanted, passedOver, undefined, token);
  const ignored = await readIgnoreFiles(token);
  return found.filter((uri) => !ignored.some((each) => each.leavesOut(uri))).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A .gitignore, and the folder that it applies to. */
class IgnoreFile {
  private readonly folder: string;
  private readonly patterns: Ignore;

  constructor(uri: vscode.Uri, text: string) {
    this.folder = uri.path.slice(0, uri.path.lastIndexOf("/") + 1);
    this.patterns = ignore().add(text);
  }

  leavesOut({ path }: vscode.Uri): boolean {
    return path.startsWith(this.folder) && this.patterns.ignores(path.slice(this.folder.length));
  }
}

async function readIgnoreFiles(token: vscode.CancellationToken): Promise<IgnoreFile[]> {
  if (!vscode.workspace.getConfiguration("search").get<boolean>("useIgnoreFiles", true)) return [];
  const uris = await vscode.workspace.findFiles("**/.gitignore", passedOver, undefined, token);
  const read = uris.map(async (uri) => {
    try {
      return [new IgnoreFile(uri, new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)))];
    } catch {
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}
