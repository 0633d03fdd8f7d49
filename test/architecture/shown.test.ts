/** What is shown is text: each surface on which an editor shows a text has one function that makes it so. */
import { describe, expect, it } from "vitest";
import { readText, sourceFiles } from "./sourceFiles";

describe("the client", () => {
  /** What of VS Code's draws a text. What only takes it out again or speaks of places is not here. */
  const surfaces: Readonly<Record<string, RegExp>> = {
    messages: /\bshow(?:Information|Warning|Error)Message\b/,
    progress: /\bwindow\s*\.\s*withProgress\b/,
    "lists to pick from": /\b(?:showQuickPick|createQuickPick|QuickPickItem\b(?!Kind))/,
    questions: /\b(?:showInputBox|createInputBox)\b/,
    "the status bar": /\b(?:createStatusBarItem|setStatusBarMessage|createLanguageStatusItem)\b/,
    tooltips: /\bMarkdownString\s*\(|\bappend(?:Markdown|Text)\b|\.tooltip\s*=/,
    "lines of trees": /\bnew\s+(?:vscode\s*\.\s*)?TreeItem\b|\bTreeItemLabel\b/,
    "heads of views": /\bview\s*\.\s*(?:title|description|message|badge)\s*=/,
    "why a file cannot be read":
      /\bnew\s+(?:vscode\s*\.\s*)?FileSystemError\b|\bFileSystemError\s*\.\s*\w+\((?!(?:uri|source)\))/,
    "what the window has besides": /\b(?:createTerminal|createTextEditorDecorationType|createCommentController)\b/,
  };

  /** Code without what is only said about it. */
  const code = (path: string): string => readText(path).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  const files = sourceFiles("client").filter(({ path }) => path !== "client/src/shown.ts");

  it.each(Object.entries(surfaces))("has one place for %s: client/src/shown.ts", (_, pattern) => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.map(({ path }) => path).filter((path) => pattern.test(code(path)))).toEqual([]);
  });

  it("has these surfaces: none of the patterns has gone out of use but those that nobody may use", () => {
    const shown = code("client/src/shown.ts");
    const unused = Object.keys(surfaces).filter((surface) => surfaces[surface]?.test(shown) !== true);
    expect(unused).toEqual(["what the window has besides"]);
  });

  it("registers no command whose errors are shown as they come", () => {
    expect(code("client/src/extension.ts")).toMatch(/registerCommand\(\s*id,[^;]{0,80}withShownErrors\(/);
    const others = files.filter(({ path }) => path !== "client/src/extension.ts");
    expect(others.map(({ path }) => path).filter((path) => code(path).includes("registerCommand("))).toEqual([]);
  });
});

describe("the language server", () => {
  /** Each request that is answered, and what makes text of what it shows; null where it shows none of its own. */
  const requests: Readonly<Record<string, string | null>> = {
    onCodeAction: "shownAction",
    onCodeActionResolve: "shownAction",
    onCodeLens: "shownLens",
    onCompletion: "shownCompletion",
    onDocumentSymbol: "shownSymbol",
    onHover: "shownHover",
    "diagnostics.on": "shownDiagnostic",
    "inlayHint.on": "shownHint",
    onDefinition: null,
    onDocumentFormatting: null,
    onDocumentHighlight: null,
    onFoldingRanges: null,
    onLinkedEditingRange: null,
    onPrepareRename: null,
    onRenameRequest: null,
    onSelectionRanges: null,
    "semanticTokens.on": null,
    "semanticTokens.onRange": null,
    "semanticTokens.onDelta": null,
    // What our own client asks for, it shows: client/src/shown.ts.
    onRequest: null,
  };
  /** What the server sends of itself. */
  const sent: Readonly<Record<string, string>> = {
    "connection.sendDiagnostics": "shownDiagnostic",
    ShowMessageNotification: "shownMessage",
    "window.show": "shownMessage",
    "new ResponseError": "shownMessage",
  };
  const files = sourceFiles("server/languageServer").filter(({ path }) => path !== "server/languageServer/shown.ts");
  const answered = (path: string): string[] =>
    [...readText(path).matchAll(/connection(?:\.languages)?\.((?:\w+\.)?on\w*)\(/g)].map(([, name = ""]) => name);

  it("answers no request that is not listed here with what it shows", () => {
    const events = /^on(?:Initialized?|Shutdown|Exit|Notification|Did\w+)$|^workspace\./;
    const all = new Set(files.flatMap(({ path }) => answered(path)).filter((name) => !events.test(name)));
    expect(all.size).toBeGreaterThan(15);
    expect([...all].filter((name) => !(name in requests))).toEqual([]);
  });

  it("makes text of what each of them shows", () => {
    const raw = files.flatMap(({ path }) => {
      const text = readText(path);
      return answered(path).filter(
        (name) =>
          requests[name] != null &&
          !text.includes(`${requests[name] ?? ""}(`) &&
          !text.includes(`(${requests[name] ?? ""})`),
      );
    });
    expect(raw).toEqual([]);
  });

  it.each(Object.entries(sent))("sends nothing by %s but through %s", (what, shown) => {
    const senders = files.map(({ path }) => ({ path, text: readText(path) })).filter(({ text }) => text.includes(what));
    expect(senders.length).toBeGreaterThan(0);
    expect(senders.filter(({ text }) => !text.includes(shown)).map(({ path }) => path)).toEqual([]);
  });
});

describe("the webviews", () => {
  it("make elements in one file, which takes text as text", () => {
    const files = sourceFiles("media").filter(({ path }) => path !== "media/shared/dom.ts" && !/\/dev[A-Z]/.test(path));
    const makes =
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createTextNode|textContent|innerText|srcdoc)\b|document\.write/;
    expect(files.map(({ path }) => path).filter((path) => makes.test(readText(path)))).toEqual([]);
    expect(readText("media/shared/dom.ts")).not.toMatch(makes);
  });
});
