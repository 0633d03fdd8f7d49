/** Every surface of VS Code gets hostile text as text; each test is one surface. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { longestMessage } from "../../../server/core/text/printable";
import { flawsOf, hostileText, markdownOf as livingMarkdown, markupOf } from "../../support/hostileText";

/** What VS Code was given to draw, by the function that drew it. */
const drawn: { readonly by: string; readonly given: unknown }[] = [];

vi.mock("vscode", () => {
  const record =
    (by: string, answer: (...given: never[]) => unknown = () => undefined) =>
    (...given: never[]) => {
      drawn.push({ by, given });
      return answer(...given);
    };
  class MarkdownString {
    isTrusted: unknown;
    constructor(readonly value: string) {}
  }
  class TreeItem {
    constructor(readonly label: string) {
      drawn.push({ by: "TreeItem", given: this });
    }
  }
  const entry = (by: string) => (): object => {
    const made = { show: () => undefined, hide: () => undefined, dispose: () => undefined };
    drawn.push({ by, given: made });
    return made;
  };
  return {
    MarkdownString,
    TreeItem,
    FileSystemError: { Unavailable: record("Unavailable", (message: string) => new Error(message)) },
    QuickPickItemKind: { Separator: -1 },
    TreeItemCollapsibleState: { Collapsed: 1, None: 0 },
    StatusBarAlignment: { Right: 2 },
    ProgressLocation: { Notification: 15 },
    window: {
      showInformationMessage: record("showInformationMessage", (_, button) => Promise.resolve(button)),
      showWarningMessage: record("showWarningMessage", (_, button) => Promise.resolve(button)),
      showErrorMessage: record("showErrorMessage", (_, button) => Promise.resolve(button)),
      setStatusBarMessage: record("setStatusBarMessage"),
      withProgress: record("withProgress", (_, run: (progress: object) => unknown) =>
        run({ report: record("progress.report") }),
      ),
      showQuickPick: record("showQuickPick", (items: readonly unknown[], options: { canPickMany?: boolean }) =>
        Promise.resolve(options.canPickMany === true ? items : items[0]),
      ),
      showInputBox: record("showInputBox", ({ validateInput }: { validateInput: (value: string) => unknown }) => {
        drawn.push({ by: "validateInput", given: validateInput("x") });
        return Promise.resolve("x");
      }),
      createQuickPick: entry("createQuickPick"),
      createStatusBarItem: entry("createStatusBarItem"),
    },
  };
});

const shown = await import("../../../client/src/shown");
beforeEach(() => void drawn.splice(0));

/** Every text in what was drawn, but those that we get back and those that are our own icons. */
function textsIn(given: unknown): string[] {
  if (typeof given === "string") return [given];
  if (typeof given !== "object" || given === null) return [];
  const own = new Set(["button", "choice", "value", "iconPath", "command"]);
  return Object.entries(given).flatMap(([key, value]) => (own.has(key) ? [] : textsIn(value)));
}

function expectText(...surfaces: string[]): void {
  const by = drawn.filter((each) => surfaces.includes(each.by));
  const texts = by.flatMap(({ given }) => textsIn(given));
  expect(by.map((each) => each.by).sort()).toEqual([...surfaces].sort());
  expect(texts.join(" ")).toContain("evil.run");
  expect(texts.flatMap((text) => markupOf(text.replace(/^\$\(check\) /, "")))).toEqual([]);
}

describe("hostile text is text", () => {
  it.each([
    ["showInformationMessage", shown.tell],
    ["showWarningMessage", shown.warn],
    ["showErrorMessage", shown.tellError],
  ] as const)("in messages and their buttons: %s", async (surface, tell) => {
    expect(await tell(hostileText, hostileText)).toBe(hostileText);
    expectText(surface);
  });

  it("in the status bar for a moment", () => {
    shown.tellBriefly(hostileText, 1);
    expectText("setStatusBarMessage");
  });

  it("in progress", async () => {
    await shown.withProgress(hostileText, (progress) => {
      progress.report({ message: hostileText, increment: 1 });
      return Promise.resolve();
    });
    expectText("withProgress", "progress.report");
  });

  const choice = { label: hostileText, icon: "check", description: hostileText, detail: hostileText };
  const options = { title: hostileText, placeHolder: hostileText };
  it("in lists to pick from, whose icons are ours", async () => {
    expect(await shown.pick([choice], options)).toBe(choice);
    expectText("showQuickPick");
    expect(JSON.stringify(drawn)).toContain("$(check) [Fix] (command");
  });

  it("in lists to tick", async () => {
    expect(await shown.pickSeveral([choice, shown.separator(hostileText)], options)).toHaveLength(2);
    expectText("showQuickPick");
  });

  it("in lists that change", () => {
    shown.createPicker(hostileText, hostileText).list([choice]);
    expectText("createQuickPick");
  });

  it("in questions and what is wrong with an answer", async () => {
    await shown.askFor({ title: hostileText, prompt: hostileText, value: "", problem: () => hostileText });
    expectText("showInputBox", "validateInput");
  });

  it("in entries of the status bar", () => {
    const entry = shown.createStatusEntry("id", "name", "command", 1);
    entry.show({ icon: "check", text: hostileText, tooltip: "", spoken: hostileText });
    expectText("createStatusBarItem");
  });

  it("in tooltips, whose Markdown is ours", () => {
    const ours = shown.markdownOf(["ours.run"]);
    const { value, isTrusted } = ours`**Ours** ${ours`[a](command:ours.run)`} ${hostileText}`;
    expect(livingMarkdown(value.replace("[a](command:ours.run)", ""))).toEqual([]);
    expect(value).toContain("**Ours** [a](command:ours.run) \\[Fix\\]");
    expect(isTrusted).toEqual({ enabledCommands: ["ours.run"] });
  });

  it("in lines of trees", () => {
    const item = shown.treeItem({ label: hostileText, description: hostileText, tooltip: "", spoken: hostileText });
    expectText("TreeItem");
    expect(item.tooltip).toBe("");
    // Plain text over several lines: VS Code makes nothing of it.
    const { tooltip } = shown.treeItem({ label: "", tooltip: hostileText });
    expect(typeof tooltip === "string" ? flawsOf(tooltip) : tooltip).toEqual([]);
  });

  it("at the head of a view", () => {
    const view: Parameters<typeof shown.describeView>[0] = {};
    shown.describeView(view, hostileText, hostileText);
    expect(markupOf(`${view.description ?? ""} ${view.message ?? ""}`)).toEqual([]);
  });

  it("in why a file cannot be read", () => {
    shown.unavailable(hostileText);
    expectText("Unavailable");
  });

  it("in what commands throw", async () => {
    const failing = shown.withShownErrors(() => Promise.reject(new Error(hostileText)));
    const message = await failing.then(String, (error: unknown) => (error as Error).message);
    expect(message).toContain("evil.run");
    expect(markupOf(message)).toEqual([]);
  });

  it("and has an end", async () => {
    await shown.tell("x".repeat(600_000));
    expect(textsIn(drawn)[1]).toHaveLength(longestMessage);
  });
});
