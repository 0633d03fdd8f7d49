import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ProfileDescription,
  profilesRequest,
  type ProfilesParams,
  type ProfilesResult,
} from "../../../server/protocol/profiles";
import { fileOf } from "../records/recordUris";
import { keepForFile } from "./keepForFile";
import { editorCommand, inTraces } from "./command";
import { ask } from "../server/messages";

export const pickProfileCommand = editorCommand({
  id: "traceAuditor.pickProfile",
  title: "Pick Profile…",
  when: inTraces,
  run: ({ client }, uri?: vscode.Uri) => pickProfile(client, uri),
});

interface ProfileItem extends vscode.QuickPickItem {
  /** Undefined for "let the content decide". */
  readonly profile: string | undefined;
}

/** Lets the user say by which profile a file is read, and keeps the answer in the setting `traceAuditor.profiles`. */
async function pickProfile(client: BaseLanguageClient, given?: vscode.Uri): Promise<void> {
  const active = given ?? vscode.window.activeTextEditor?.document.uri;
  const uri = active && fileOf(active);
  if (uri === undefined) {
    void vscode.window.showInformationMessage(
      "Open a trace file first: the profile is picked for the file in the editor.",
    );
    return;
  }
  const params: ProfilesParams = { uri: uri.toString() };
  const result = await ask(client, profilesRequest, params);
  if (result.profiles.length === 0) {
    void vscode.window.showInformationMessage(
      "No traces were recognised in this file. If it holds records, say which with Trace Auditor: Pick Record Format…",
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(itemsOf(result), {
    title: `Pick the profile of ${uri.path.split("/").at(-1) ?? ""}`,
    placeHolder:
      result.current === undefined
        ? "No profile fits this file"
        : `Now ${result.current.title}: ${result.current.reason}`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) await keepForFile("profiles", uri, picked.profile);
}

function itemsOf({ profiles, current }: ProfilesResult): ProfileItem[] {
  const toItem = ({ name, title, description }: ProfileDescription): ProfileItem => ({
    profile: name,
    label: `${name === current?.name ? "$(check) " : ""}${title}`,
    description: name,
    detail: description,
  });
  const separator = (label: string): ProfileItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
    profile: undefined,
  });
  const own = profiles.filter((profile) => profile.own);
  const builtIn = profiles.filter((profile) => !profile.own);
  return [
    {
      profile: undefined,
      label: "$(sparkle) Automatic",
      detail: "By trace-auditor.json, else by what the file's traces look like.",
    },
    ...(own.length > 0 ? [separator("your team's (trace-auditor.json)"), ...own.map(toItem)] : []),
    separator("built in"),
    ...builtIn.map(toItem),
  ];
}
