/**
 * Everything of ours that VS Code shows. File names, model output and settings end up in messages, lists and trees,
 * where VS Code turns `[words](target)` into links, which can run any command, and `$(name)` into icons. Every such
 * text goes through here and is shown literally; our own icons are passed separately. No other file of the client calls
 * an API that shows text (test/architecture/shown.test.ts).
 */
import * as vscode from "vscode";
import { escapeMarkdown, longestMessage, printable, shortened, withoutMarkup } from "../../server/core/text/printable";

/** Shows a message. Returns the pressed button; undefined if none was. */
export function tell<Button extends string>(text: string, ...buttons: Button[]): Promise<Button | undefined> {
  return answered(vscode.window.showInformationMessage(line(text), ...buttons.map(toItem)));
}

/** Like {@link tell}, as a warning. */
export function warn<Button extends string>(text: string, ...buttons: Button[]): Promise<Button | undefined> {
  return answered(vscode.window.showWarningMessage(line(text), ...buttons.map(toItem)));
}

/** Like {@link tell}, as an error. */
export function tellError<Button extends string>(text: string, ...buttons: Button[]): Promise<Button | undefined> {
  return answered(vscode.window.showErrorMessage(line(text), ...buttons.map(toItem)));
}

interface ButtonItem<Button extends string> extends vscode.MessageItem {
  readonly button: Button;
}

function toItem<Button extends string>(button: Button): ButtonItem<Button> {
  return { title: line(button), button };
}

async function answered<Button extends string>(
  picked: Thenable<ButtonItem<Button> | undefined>,
): Promise<Button | undefined> {
  return (await picked)?.button;
}

/** Text in the status bar, for a number of milliseconds. */
export function tellBriefly(text: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(line(text), milliseconds);
}

/** Runs a task that can be cancelled, with a progress bar. */
export function withProgress<T>(
  title: string,
  run: (progress: vscode.Progress<ProgressStep>, token: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: line(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const report = ({ message, increment }: ProgressStep): void =>
      progress.report({
        ...(message === undefined ? {} : { message: line(message) }),
        ...(increment === undefined ? {} : { increment }),
      });
    return run({ report }, token);
  });
}

export interface ProgressStep {
  readonly message?: string;
  /** Progress since the last step, in percent of the whole. */
  readonly increment?: number;
}

/** A line of a list to pick from. */
export interface Choice {
  readonly label: string;
  /** One of VS Code's icons, in front of the label. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  /** Is it ticked, if several can be chosen? */
  readonly picked?: boolean;
  readonly kind?: vscode.QuickPickItemKind;
  readonly buttons?: readonly vscode.QuickInputButton[];
}

interface PickItem<Item extends Choice> extends vscode.QuickPickItem {
  readonly choice: Item;
}

/** A heading between choices. */
export function separator(label: string): Choice {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Lets the user pick one; undefined if none was picked. */
export async function pick<Item extends Choice>(
  items: readonly Item[],
  options: vscode.QuickPickOptions,
): Promise<Item | undefined> {
  return (await vscode.window.showQuickPick(items.map(toPickItem), shownOptions(options)))?.choice;
}

/** Lets the user tick any number; undefined if the user cancels. */
export async function pickSeveral<Item extends Choice>(
  items: readonly Item[],
  options: vscode.QuickPickOptions,
): Promise<Item[] | undefined> {
  const given = { ...shownOptions(options), canPickMany: true as const };
  return (await vscode.window.showQuickPick(items.map(toPickItem), given))?.map(({ choice }) => choice);
}

/** A list whose lines have buttons and change while it is open. */
export interface Picker<Item extends Choice> {
  readonly picker: Omit<vscode.QuickPick<PickItem<Item>>, "items" | "title" | "placeholder">;
  list(items: readonly Item[]): void;
}

export function createPicker<Item extends Choice>(title: string, placeholder: string): Picker<Item> {
  const picker = vscode.window.createQuickPick<PickItem<Item>>();
  picker.title = line(title);
  picker.placeholder = line(placeholder);
  return { picker, list: (items) => (picker.items = items.map(toPickItem)) };
}

function toPickItem<Item extends Choice>(choice: Item): PickItem<Item> {
  const { label, icon, description, detail, picked, kind, buttons } = choice;
  return {
    choice,
    label: withIcon(icon, label),
    ...(description === undefined ? {} : { description: line(description) }),
    ...(detail === undefined ? {} : { detail: line(detail) }),
    ...(picked === undefined ? {} : { picked }),
    ...(kind === undefined ? {} : { kind }),
    ...(buttons === undefined ? {} : { buttons }),
  };
}

function shownOptions({ title, placeHolder, ...others }: vscode.QuickPickOptions): vscode.QuickPickOptions {
  return {
    ...others,
    ...(title === undefined ? {} : { title: line(title) }),
    ...(placeHolder === undefined ? {} : { placeHolder: line(placeHolder) }),
  };
}

/** Asks for a line of text; undefined if the user gives none. */
export function askFor(question: {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  /** Is it masked while it is typed? */
  readonly secret?: boolean;
  /** The problem of a text; undefined if there is none. */
  readonly problem: (value: string) => string | undefined;
}): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: line(question.title),
    prompt: line(question.prompt),
    value: question.value,
    password: question.secret === true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const problem = question.problem(value);
      return problem === undefined ? undefined : line(problem);
    },
  });
}

/** An entry of the status bar. */
export interface Status {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string | vscode.MarkdownString;
  /** The text for screen readers. */
  readonly spoken: string;
}

export interface StatusEntry {
  /** @param other the command that a click runs instead of the entry's own */
  show(status: Status, other?: string): void;
  hide(): void;
  dispose(): void;
}

export function createStatusEntry(id: string, name: string, command: string, priority: number): StatusEntry {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, priority);
  item.name = name;
  return {
    show: ({ icon, text, tooltip, spoken }, other) => {
      item.command = other ?? command;
      item.text = withIcon(icon, text);
      item.tooltip = typeof tooltip === "string" ? lines(tooltip) : tooltip;
      item.accessibilityInformation = { label: line(spoken) };
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}

/**
 * Our Markdown with texts in it: `markdownOf([])` and a template whose literal parts are Markdown and whose values are
 * text, except for values from another such template.
 *
 * @param commands that links in the literal parts can run
 */
export function markdownOf(
  commands: readonly string[],
): (ours: TemplateStringsArray, ...texts: readonly (string | vscode.MarkdownString)[]) => vscode.MarkdownString {
  return (ours, ...texts) => {
    const values = texts.map((text) => (typeof text === "string" ? escapeMarkdown(text) : text.value));
    const made = new vscode.MarkdownString(String.raw({ raw: ours }, ...values));
    made.isTrusted = commands.length === 0 ? false : { enabledCommands: commands };
    return made;
  };
}

/** A line of a tree. */
export interface TreeLine {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: vscode.ThemeIcon;
  readonly collapsed?: boolean;
  readonly context?: string;
  readonly command?: vscode.Command;
  /** The text for screen readers. */
  readonly spoken?: string;
}

export function treeItem({ label, collapsed, context, spoken, ...others }: TreeLine): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(line(label), collapsed === true ? Collapsed : None);
  if (others.description !== undefined) item.description = line(others.description);
  if (others.tooltip !== undefined) item.tooltip = lines(others.tooltip);
  if (others.icon !== undefined) item.iconPath = others.icon;
  if (others.command !== undefined) item.command = others.command;
  if (context !== undefined) item.contextValue = context;
  if (spoken !== undefined) item.accessibilityInformation = { label: line(spoken) };
  return item;
}

/** The heading of a view. */
export function describeView(
  view: Pick<vscode.TreeView<unknown>, "description" | "message">,
  description: string,
  message: string,
): void {
  view.description = line(description);
  view.message = line(message);
}

/** An error that says why a file cannot be read or written; VS Code shows it in the editor or as a message. */
export function unavailable(why: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(line(why));
}

/** Shows an error of a command as a message. */
export async function withShownErrors<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const shown = new Error(line(error instanceof Error ? error.message : String(error)));
    if (error instanceof Error && error.stack !== undefined) shown.stack = printable(error.stack);
    throw shown;
  }
}

function withIcon(icon: string | undefined, text: string): string {
  return icon === undefined ? line(text) : `$(${icon}) ${line(text)}`;
}

function line(text: string): string {
  return withoutMarkup(shortened(text, longestMessage));
}

/** A tooltip can have several lines, and is not Markdown. */
function lines(text: string): string {
  return printable(shortened(text, longestMessage));
}
