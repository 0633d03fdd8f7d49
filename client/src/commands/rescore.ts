import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { toolrlVariants, type ToolRLVariant } from "../../../server/core/model/reward";
import { variantDescriptions } from "../../../server/core/rewards/toolrl/variants";
import { breakdownMethod, type BreakdownParams, type BreakdownResult } from "../../../server/protocol/rewards";
import type { Rescorings } from "../rescorings";
import { editorCommand, inTraces } from "./command";

export const rescoreCommand = editorCommand({
  id: "traceAuditor.rescore",
  title: "Show Rewards Under Another Variant or Step…",
  when: inTraces,
  run: ({ client, rescorings }, uri?: string | vscode.Uri) => rescore(client, rescorings, uri),
});

interface Choice extends vscode.QuickPickItem {
  readonly choice: { readonly variant: ToolRLVariant } | "own" | "step" | undefined;
}

/** Lets the user see a file's rewards under another variant of ToolRL's reward, or at another training step. */
async function rescore(client: BaseLanguageClient, rescorings: Rescorings, given?: string | vscode.Uri): Promise<void> {
  const uri =
    typeof given === "string" ? vscode.Uri.parse(given) : (given ?? vscode.window.activeTextEditor?.document.uri);
  const reward = uri && (await rewardAtCursor(client, uri));
  if (uri === undefined || reward == null) {
    void vscode.window.showInformationMessage("There is no reward here: put the cursor into a sample that has one.");
    return;
  }
  const now = rescorings.of(uri);
  const picked = await vscode.window.showQuickPick(choicesOf(reward), {
    title: `Show the rewards of ${uri.path.split("/").at(-1) ?? ""} under`,
    matchOnDetail: true,
  });
  if (picked?.choice === undefined) return;
  if (picked.choice === "own") return rescorings.set(uri, {});
  if (picked.choice !== "step") return rescorings.set(uri, { ...now, variant: picked.choice.variant });
  const step = await vscode.window.showInputBox({
    title: "Training step",
    prompt: "A whole number, 0 or more. Leave it empty for each sample's own step.",
    value: now.step === undefined ? "" : String(now.step),
    validateInput: (value) => (/^\d{0,9}$/.test(value.trim()) ? undefined : "Enter a whole number, 0 or more."),
  });
  if (step === undefined) return;
  const variant = now.variant === undefined ? {} : { variant: now.variant };
  return rescorings.set(uri, step.trim() === "" ? variant : { ...variant, step: Number(step) });
}

interface Reward {
  readonly variant: string | undefined;
  readonly step: number;
}

async function rewardAtCursor(client: BaseLanguageClient, uri: vscode.Uri): Promise<Reward | undefined> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const { line, character } = editor?.selection.active ?? new vscode.Position(0, 0);
  const ask = async (at: BreakdownParams["at"]): Promise<Reward | undefined> =>
    (await client.sendRequest<BreakdownResult>(breakdownMethod, { uri: uri.toString(), at }))?.breakdown?.reward;
  // Other samples of the file may have a reward where the cursor's has none.
  return (await ask({ line, character })) ?? ask({ line: 0, character: 0 });
}

function choicesOf({ variant, step }: Reward): Choice[] {
  const separator: Choice = { label: "", kind: vscode.QuickPickItemKind.Separator, choice: undefined };
  const variants =
    variant === undefined
      ? []
      : toolrlVariants.map((name): Choice => ({
          choice: { variant: name },
          label: `${name === variant ? "$(check) " : ""}${name}`,
          detail: variantDescriptions[name],
        }));
  return [
    {
      choice: "own",
      label: "$(sparkle) The profile's own",
      detail: "The variant that the profile names, at each sample's own step.",
    },
    ...variants,
    separator,
    { choice: "step", label: "$(history) Training step…", description: String(step) },
  ];
}
