import * as vscode from "vscode";
import { runFilesIn } from "./runFiles";

/** Milliseconds in which changes are gathered. */
const pause = 200;

/** What changed in a run. */
export interface RunChange {
  /** All files of the run, where some came or went. */
  readonly uris: readonly vscode.Uri[] | undefined;
  readonly changed: readonly vscode.Uri[];
}

/** Watches the files and folders that the user chose as a run, and says which files were written, came or went. */
export class RunWatcher implements vscode.Disposable {
  private readonly watchers: vscode.Disposable[] = [];
  private readonly changed = new Map<string, vscode.Uri>();
  private isOther = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly chosen: readonly vscode.Uri[],
    private readonly hear: (change: RunChange) => void,
  ) {
    for (const uri of chosen) void this.watch(uri);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers) watcher.dispose();
  }

  private async watch(uri: vscode.Uri): Promise<void> {
    const { type } = await vscode.workspace.fs.stat(uri);
    const isFolder = (type & vscode.FileType.Directory) !== 0;
    const pattern = isFolder
      ? new vscode.RelativePattern(uri, "**/*")
      : new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), patternOf(uri));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.watchers.push(
      watcher,
      watcher.onDidChange((file) => this.note(file, false)),
      // A file that is replaced is often removed first.
      watcher.onDidCreate((file) => this.note(file, isFolder)),
      watcher.onDidDelete((file) => this.note(file, isFolder)),
    );
  }

  private note(file: vscode.Uri, isOther: boolean): void {
    this.changed.set(file.toString(), file);
    this.isOther ||= isOther;
    this.timer ??= setTimeout(() => void this.tell(), pause);
  }

  private async tell(): Promise<void> {
    const { isOther } = this;
    const changed = [...this.changed.values()];
    this.timer = undefined;
    this.isOther = false;
    this.changed.clear();
    this.hear({ uris: isOther ? await runFilesIn(this.chosen) : undefined, changed });
  }
}

/** A file's name as a pattern: each character that is special in one is replaced by "any one character". */
function patternOf(uri: vscode.Uri): string {
  return (uri.path.split("/").at(-1) ?? "").replace(/[*?{}[\]\\,]/g, "?");
}
