import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type BreakdownParams, type RescoringChoices, rescoringChoicesRequest } from "../../../server/protocol/rewards";
import type { Rescorings } from "../rescorings";
import { ask } from "../server/messages";
import { askFor, type Choice, pick, separator, tell } from "../shown";
import { editorCommand, inTraces } from "./command";

export const rescoreCommand = editorCommand({
  id: "traceAuditor.rescore",
  title: "Show Rewards Under Another Variant or Step…",
  when: inTraces,
  run: ({ client, rescorings }, uri?: string | vscode.Uri) => rescore(client, rescorings, uri),
});

interface RescoringChoice extends Choice {
  readonly choice: { readonly option: string; readonly value: string } | "own" | "step" | undefined;
}

/** Lets the user see a file's rewards with another option of its reward, or at another training step. */
async function rescore(client: BaseLanguageClient, rescorings: Rescorings, given?: string | vscode.Uri): Promise<void> {
  const uri =
    typeof given === "string" ? vscode.Uri.parse(given) : (given ?? vscode.window.activeTextEditor?.document.uri);
  const choices = uri && (await choicesAtCursor(client, uri));
  if (uri === undefined || choices == null) {
    void tell("There is no reward here: put the cursor into a sample that has one.");
    return;
  }
  const now = rescorings.of(uri);
  const picked = await pick(itemsOf(choices), {
    title: `Show the rewards of ${uri.path.split("/").at(-1) ?? ""} under`,
    matchOnDetail: true,
  });
  if (picked?.choice === undefined) return;
  if (picked.choice === "own") return rescorings.set(uri, {});
  if (picked.choice !== "step") return rescorings.set(uri, { ...now, [picked.choice.option]: picked.choice.value });
  const step = await askFor({
    title: "Training step",
    prompt: "A whole number, 0 or more. Leave it empty for each sample's own step.",
    value: now.step === undefined ? "" : String(now.step),
    problem: (value) => (/^\d{0,9}$/.test(value.trim()) ? undefined : "Enter a whole number, 0 or more."),
  });
  if (step === undefined) return;
  const options = Object.fromEntries(Object.entries(now).filter(([name]) => name !== "step"));
  return rescorings.set(uri, step.trim() === "" ? options : { ...options, step: Number(step) });
}

async function choicesAtCursor(client: BaseLanguageClient, uri: vscode.Uri): Promise<RescoringChoices | null> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const { line, character } = editor?.selection.active ?? new vscode.Position(0, 0);
  const choicesAt = (at: BreakdownParams["at"]): Promise<RescoringChoices | null> =>
    ask(client, rescoringChoicesRequest, { uri: uri.toString(), at });
  // Other samples of the file may have a reward even if the one at the cursor has none.
  return (await choicesAt({ line, character })) ?? choicesAt({ line: 0, character: 0 });
}

function itemsOf({ options, step }: RescoringChoices): RescoringChoice[] {
  const line: RescoringChoice = { ...separator(""), choice: undefined };
  const items = options.flatMap(({ name: option, value, values }) =>
    values.map(({ name, description }): RescoringChoice => ({
      choice: { option, value: name },
      label: name,
      ...(name === value ? { icon: "check" } : {}),
      detail: description,
    })),
  );
  return [
    {
      choice: "own",
      label: "The profile's own",
      icon: "sparkle",
      detail: "The variant that the profile names, at each sample's own step.",
    },
    ...items,
    line,
    { choice: "step", icon: "history", label: "Training step…", description: String(step) },
  ];
}
