import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { triableRewardsRequest, type TriableRewards } from "../../../server/protocol/rewards";
import type { Rescorings } from "../rescorings";
import { ask } from "../server/messages";
import { type Choice, pick, tell } from "../shown";
import { editorCommand, inTraces, ofTraces } from "./command";

export const tryRewardCommand = editorCommand({
  id: "traceAuditor.tryReward",
  title: "Try Another Reward…",
  when: inTraces,
  menus: { "editor/context": { when: ofTraces, group: "9_traceAuditor@3" } },
  run: ({ client, rescorings }, uri?: string | vscode.Uri) => tryReward(client, rescorings, uri),
});

interface RewardChoice extends Choice {
  /** Undefined for the file's own reward. */
  readonly preset: string | undefined;
}

/** Shows a file's rewards as an official function gives them, until the user takes its own back; writes nothing. */
async function tryReward(
  client: BaseLanguageClient,
  rescorings: Rescorings,
  given?: string | vscode.Uri,
): Promise<void> {
  const uri =
    typeof given === "string" ? vscode.Uri.parse(given) : (given ?? vscode.window.activeTextEditor?.document.uri);
  if (uri === undefined) {
    void tell("Open a trace file first: a reward is tried on the file in the editor.");
    return;
  }
  const picked = await pick(itemsOf(await ask(client, triableRewardsRequest, { uri: uri.toString() })), {
    title: `Show the rewards of ${uri.path.split("/").at(-1) ?? ""} as given by`,
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const others = Object.fromEntries(Object.entries(rescorings.of(uri)).filter(([name]) => name !== "preset"));
  await rescorings.set(uri, picked.preset === undefined ? others : { ...others, preset: picked.preset });
}

function itemsOf({ presets, tried }: TriableRewards): RewardChoice[] {
  return [
    {
      preset: undefined,
      label: "The file's own",
      icon: "sparkle",
      detail: "The reward that the profile names, or that the recorded ones agree with.",
    },
    ...presets.map(({ name, from }): RewardChoice => ({
      preset: name,
      label: name,
      description: from,
      ...(name === tried ? { icon: "check" } : {}),
    })),
  ];
}
