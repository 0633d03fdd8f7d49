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
import { type Choice, pick, separator, tell } from "../shown";

export const pickProfileCommand = editorCommand({
  id: "traceAuditor.pickProfile",
  title: "Pick Profile…",
  when: inTraces,
  run: ({ client }, uri?: vscode.Uri) => pickProfile(client, uri),
});

interface ProfileItem extends Choice {
  /** Undefined for "let the content decide". */
  readonly profile: string | undefined;
}

/** Lets the user choose a file's profile, and stores it in the setting `traceAuditor.profiles`. */
async function pickProfile(client: BaseLanguageClient, given?: vscode.Uri): Promise<void> {
  const active = given ?? vscode.window.activeTextEditor?.document.uri;
  const uri = active && fileOf(active);
  if (uri === undefined) {
    void tell("Open a trace file first: the profile is picked for the file in the editor.");
    return;
  }
  const params: ProfilesParams = { uri: uri.toString() };
  const result = await ask(client, profilesRequest, params);
  if (result.profiles.length === 0) {
    void tell(
      "No traces were recognised in this file. If it holds records, choose their format with Trace Auditor: Pick Record Format…",
    );
    return;
  }
  const picked = await pick(itemsOf(result), {
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
    label: title,
    ...(name === current?.name ? { icon: "check" } : {}),
    description: name,
    detail: description,
  });
  const heading = (label: string): ProfileItem => ({ ...separator(label), profile: undefined });
  const own = profiles.filter((profile) => profile.own);
  const builtIn = profiles.filter((profile) => !profile.own);
  return [
    {
      profile: undefined,
      label: "Automatic",
      icon: "sparkle",
      detail: "By trace-auditor.json, else by what the file's traces look like.",
    },
    ...(own.length > 0 ? [heading("your team's (trace-auditor.json)"), ...own.map(toItem)] : []),
    heading("built in"),
    ...builtIn.map(toItem),
  ];
}
