import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { toolrlVariants, type ToolRLVariant } from "../../../server/core/model/reward";
import { variantDescriptions } from "../../../server/core/rewards/toolrl/variants";
import { breakdownMethod, type BreakdownParams, type BreakdownResult } from "../../../server/protocol/rewards";
import type { Rescorings } from "../rescorings";

interface Choice extends vscode.QuickPickItem {
  readonly choice: { readonly variant: ToolRLVariant } | "own" | "step" | undefined;
}

/** Lets the user see a file's rewards under another variant of ToolRL's reward, or at another training step. */
export async function rescore(
  client: LanguageClient,
  rescorings: Rescorings,
  given?: string | vscode.Uri,
): Promise<void> {
  const uri =
    typeof given === "string" ? vscode.Uri.parse(given) : (given ?? vscode.window.activeTextEditor?.document.uri);
  const reward = uri && (await rewardAtCursor(client, uri));
  if (uri === undefined || reward == null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no reward here: put the cursor into a sample that has one."),
    );
    return;
  }
  const now = rescorings.of(uri);
  const picked = await vscode.window.showQuickPick(choicesOf(reward), {
    title: vscode.l10n.t("Show the rewards of {0} under", uri.path.split("/").at(-1) ?? ""),
    matchOnDetail: true,
  });
  if (picked?.choice === undefined) return;
  if (picked.choice === "own") return rescorings.set(uri, {});
  if (picked.choice !== "step") return rescorings.set(uri, { ...now, variant: picked.choice.variant });
  const step = await vscode.window.showInputBox({
    title: vscode.l10n.t("Training step"),
    prompt: vscode.l10n.t("A whole number, 0 or more. Leave it empty for each sample's own step."),
    value: now.step === undefined ? "" : String(now.step),
    validateInput: (value) =>
      /^\d{0,9}$/.test(value.trim()) ? undefined : vscode.l10n.t("Enter a whole number, 0 or more."),
  });
  if (step === undefined) return;
  const variant = now.variant === undefined ? {} : { variant: now.variant };
  return rescorings.set(uri, step.trim() === "" ? variant : { ...variant, step: Number(step) });
}

interface Reward {
  readonly variant: string | undefined;
  readonly step: number;
}

async function rewardAtCursor(client: LanguageClient, uri: vscode.Uri): Promise<Reward | undefined> {
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
      label: vscode.l10n.t("$(sparkle) The profile's own"),
      detail: vscode.l10n.t("The variant that the profile names, at each sample's own step."),
    },
    ...variants,
    separator,
    { choice: "step", label: vscode.l10n.t("$(history) Training step…"), description: String(step) },
  ];
}
