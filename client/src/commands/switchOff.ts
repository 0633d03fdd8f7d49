import * as vscode from "vscode";
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type BaseLanguageClient,
} from "vscode-languageclient";
import { narrowed } from "../../../server/core/text/edits";
import { switchedOffRequest, type SwitchedOffParams, type SwitchOffPlace } from "../../../server/protocol/switchOff";
import { editorCommand } from "./command";
import { ask } from "../server/messages";
import { tell, tellError, warn } from "../shown";

/** Called by the server's code actions, which know what to switch off and where; it is in no menu. */
export const switchOffCommand = editorCommand({
  id: "traceAuditor.switchOff",
  run: ({ client }, place: SwitchOffPlace) => switchOff(client, place),
});

/** What was switched off, where, and how to undo that. */
interface Done {
  /** For people: what was switched off, and where that is stored. */
  readonly message: string;
  /** The file that says it now; undefined for the settings. */
  readonly config?: vscode.Uri;
  undo(): Promise<void>;
}

/** Switches a rule off in a `trace-auditor.json` or in the settings, and shows a message with an undo button. */
async function switchOff(client: BaseLanguageClient, place: SwitchOffPlace): Promise<void> {
  const config = place.config === undefined ? undefined : vscode.Uri.parse(place.config, true);
  const done = await (config === undefined ? inSettings(place) : inConfig(client, config, place));
  if (done === undefined) return;
  await tellServer(client, done.config);
  const undo = "Undo";
  const open = "Open trace-auditor.json";
  const actions = done.config === undefined ? [undo] : [undo, open];
  const picked = await tell(done.message, ...actions);
  if (picked === undo) {
    await done.undo();
    await tellServer(client, done.config);
  }
  if (picked === open && done.config !== undefined) await vscode.window.showTextDocument(done.config);
}

/** Makes it take effect at once: file watchers are slow, and not every file system has them. */
async function tellServer(client: BaseLanguageClient, config: vscode.Uri | undefined): Promise<void> {
  if (config === undefined) return;
  const change: FileEvent = { uri: client.code2ProtocolConverter.asUri(config), type: FileChangeType.Changed };
  await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [change] });
}

/** @returns undefined if the user must correct the config first; a message says so. */
async function inConfig(
  client: BaseLanguageClient,
  config: vscode.Uri,
  { rule, uri, path }: SwitchOffPlace,
): Promise<Done | undefined> {
  const present = await documentAt(config);
  const before = present?.getText() ?? "";
  const params: SwitchedOffParams = { text: before, rule, path };
  const result = await ask(client, switchedOffRequest, params);
  if (result === null) {
    await tellUnusable(config);
    return undefined;
  }
  const after = result.text;
  const name = nameOf(path === undefined ? undefined : vscode.Uri.parse(uri));
  if (present === undefined) {
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(config, { contents: new TextEncoder().encode(after) });
    await applied(edit, config);
  } else {
    // Other unsaved changes in it are left for the user to save.
    const isSaved = !present.isDirty;
    await write(present, after);
    if (isSaved) await present.save();
    else {
      const message = `${rule} is switched off${name} once you save trace-auditor.json, which has other changes that are not saved.`;
      return { message, config, undo: () => takeBack(config, after, before) };
    }
  }
  return {
    message: `${rule} is switched off${name}: trace-auditor.json says so.`,
    config,
    undo: () => takeBack(config, after, present === undefined ? undefined : before),
  };
}

function nameOf(file: vscode.Uri | undefined): string {
  return file === undefined ? "" : ` in ${file.path.split("/").at(-1) ?? ""}`;
}

/** Restores the config; undefined means that there was none. If it was edited since, it is only shown. */
async function takeBack(config: vscode.Uri, written: string, before: string | undefined): Promise<void> {
  const present = await documentAt(config);
  if (present?.getText() !== written) {
    await vscode.window.showTextDocument(config);
    void warn("trace-auditor.json was edited in the meantime: take the rule out of it by hand.");
    return;
  }
  if (before === undefined) {
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(config, { ignoreIfNotExists: true });
    return applied(edit, config);
  }
  const isSaved = !present.isDirty;
  await write(present, before);
  if (isSaved) await present.save();
}

async function documentAt(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // A missing file is a valid answer.
    return undefined;
  }
}

async function write(document: vscode.TextDocument, text: string): Promise<void> {
  const { span, text: written } = narrowed(document.getText(), text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)), written);
  await applied(edit, document.uri);
}

async function applied(edit: vscode.WorkspaceEdit, uri: vscode.Uri): Promise<void> {
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${uri.fsPath} could not be written.`);
}

async function tellUnusable(config: vscode.Uri): Promise<void> {
  const open = "Open trace-auditor.json";
  const message =
    "Nothing was switched off: trace-auditor.json has an error or holds something else in that place. Correct it first.";
  if ((await tellError(message, open)) === open) await vscode.window.showTextDocument(config);
}

/** In the settings level that decides about the rule; if none mentions it, in the workspace's. */
async function inSettings({ rule, uri }: SwitchOffPlace): Promise<Done> {
  const settings = vscode.workspace.getConfiguration("traceAuditor", vscode.Uri.parse(uri));
  const found = settings.inspect<Record<string, string>>("rules");
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const levels = [
    { target: WorkspaceFolder, rules: found?.workspaceFolderValue },
    { target: Workspace, rules: found?.workspaceValue },
    { target: Global, rules: found?.globalValue },
  ];
  const usual = vscode.workspace.workspaceFolders === undefined ? Global : Workspace;
  const speaking = levels.find(({ rules }) => rules?.[rule] !== undefined);
  // The workspace's settings override the user's, which still apply elsewhere.
  const target = speaking === undefined || speaking.target === Global ? usual : speaking.target;
  const before = levels.find((level) => level.target === target)?.rules;
  await settings.update("rules", { ...before, [rule]: "off" }, target);
  const message =
    target === Global
      ? `${rule} is switched off: your settings say so (traceAuditor.rules).`
      : `${rule} is switched off: the workspace's settings say so (traceAuditor.rules).`;
  return { message, undo: async () => settings.update("rules", before, target) };
}
