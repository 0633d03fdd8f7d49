import * as vscode from "vscode";
import { type Example, examples } from "../examples/examples";
import type { ExampleCopies } from "../examples/exampleCopies";
import { markDone } from "../walkthrough";
import { type Choice, createPicker } from "../shown";
import { editorCommand } from "./command";

export const openExampleCommand = editorCommand({
  id: "traceAuditor.openExample",
  title: "Open an Example…",
  run: ({ copies }, example?: unknown) => openExample(copies, example),
});

interface ExampleItem extends Choice {
  readonly file: string;
}

/** Opens a copy of an example: the named one, or one that the user picks. */
async function openExample(copies: ExampleCopies, named?: unknown): Promise<void> {
  const file = examples.find((example) => example.file === named)?.file ?? (await pick(copies));
  if (file === undefined) return;
  await vscode.window.showTextDocument(await copies.of(file), { preview: false, viewColumn: column() });
  await markDone("example");
}

/**
 * Beside the walkthrough or another of VS Code's own pages, so that it stays readable; otherwise in the active group.
 */
function column(): vscode.ViewColumn {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  // VS Code tells extensions only that one of its own pages is open, not which one.
  const isPage = activeTab !== undefined && activeTab.input === undefined;
  return isPage ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

/** The file of the picked example. A button resets the user's changes to it. */
async function pick(copies: ExampleCopies): Promise<string | undefined> {
  const { picker, list: show } = createPicker<ExampleItem>(
    "Open an example",
    "It opens as a copy of your own: change it as you like.",
  );
  picker.matchOnDetail = true;
  const list = async (): Promise<void> => {
    show(await Promise.all(examples.map((example) => itemOf(example, copies))));
  };
  const picked = new Promise<string | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.choice.file));
    picker.onDidHide(() => resolve(undefined));
    picker.onDidTriggerItemButton(({ item }) => void copies.restore(item.choice.file).then(list));
  });
  picker.show();
  await list();
  try {
    return await picked;
  } finally {
    picker.dispose();
  }
}

async function itemOf({ file, title, shows }: Example, copies: ExampleCopies): Promise<ExampleItem> {
  const item: ExampleItem = { file, label: title, description: file, detail: shows };
  if (!(await copies.isChanged(file))) return item;
  const undo = { iconPath: new vscode.ThemeIcon("discard"), tooltip: "Undo your changes" };
  return { ...item, description: `${file} · changed by you`, buttons: [undo] };
}
