import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import {
  closeDiskFileNotification,
  diskFileNotification,
  type DiskFileState,
  openDiskFileRequest,
  recogniseDiskFileRequest,
} from "../../../server/protocol/diskFiles";
import { ask, listen, tell } from "../server/messages";
import { isPacked, longestDocument, sizeOf } from "./unheldFiles";

/**
 * Files that the server reads from the disk, because VS Code gives them to no extension or nobody wants them in an
 * editor.
 */
export class DiskFiles {
  private readonly states = new Map<string, DiskFileState>();
  private readonly changed = new vscode.EventEmitter<{ readonly uri: vscode.Uri; readonly isNew: boolean }>();
  /** Fires when more of a file is known; `isNew` if its records may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly client: BaseLanguageClient) {}

  /** The state of a file; undefined if it is not read from the disk. */
  stateOf(uri: vscode.Uri | undefined): DiskFileState | undefined {
    return uri && this.states.get(uri.toString());
  }

  /** Starts to read a file from the disk. */
  async open(uri: vscode.Uri): Promise<DiskFileState> {
    await this.client.start();
    const state = await ask(this.client, openDiskFileRequest, { uri: uri.toString() });
    this.take(state);
    return state;
  }

  /**
   * Is the file read from the disk, or packed or so long that it can be read nowhere else? If so, it is read from the
   * disk from now on.
   */
  async wants(uri: vscode.Uri): Promise<boolean> {
    const known = this.stateOf(uri);
    if (known !== undefined) return known.phase !== "failed";
    if (uri.scheme !== "file") return false;
    const isUnheld = isPacked.test(uri.path) || (await sizeOf(uri)) > longestDocument;
    return isUnheld && (await this.open(uri)).phase !== "failed";
  }

  /** What the file's first records are, for people; undefined if they are of no known format. */
  async recognise(uri: vscode.Uri): Promise<string | undefined> {
    await this.client.start();
    return (await ask(this.client, recogniseDiskFileRequest, { uri: uri.toString() })) ?? undefined;
  }

  async close(uri: vscode.Uri): Promise<void> {
    if (this.states.delete(uri.toString())) await tell(this.client, closeDiskFileNotification, { uri: uri.toString() });
  }

  /** Listens to the server's notifications; tells a restarted server which files to read. */
  follow(): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed,
      listen(this.client, diskFileNotification, (state) => this.take(state)),
      this.client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) return;
        for (const uri of this.states.keys()) {
          // If it fails, the next request for the file says so.
          this.open(vscode.Uri.parse(uri, true)).catch(() => undefined);
        }
      }),
    );
  }

  private take(state: DiskFileState): void {
    const before = this.states.get(state.uri);
    this.states.set(state.uri, state);
    const isNew = before?.phase !== state.phase || before.change !== state.change || before.why !== state.why;
    this.changed.fire({ uri: vscode.Uri.parse(state.uri, true), isNew });
  }
}
