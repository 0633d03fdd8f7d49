import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, extension, open, placeOf } from "../support/editor";

describe("language features", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  it("hover on a tag tells what it is for", async () => {
    const document = await open("sound.trace");
    const at = placeOf(document, "<think>").translate(0, 2);
    const text = await eventually("a hover", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      // Hovers come back as Markdown strings, whatever a server sent.
      return (hovers[0]?.contents as vscode.MarkdownString[] | undefined)?.map(({ value }) => value).join("\n");
    });
    assert.match(text, /think/);
  });

  it("the outline lists the sample's parts, its blocks and its calls", async () => {
    const document = await open("sound.trace");
    const names = await eventually("symbols", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return symbols?.length ? namesOf(symbols) : undefined;
    });
    for (const part of ["oslo", "think", "tool_call", "get_weather"]) {
      assert.ok(
        names.some((name) => name.includes(part)),
        `no ${part} among ${names.join(", ")}`,
      );
    }
  });

  it("each block folds from its opener to its closer", async () => {
    const document = await open("sound.trace");
    const ranges = await eventually("folding ranges", async () => {
      const all = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
        "vscode.executeFoldingRangeProvider",
        document.uri,
      );
      return all?.length ? all : undefined;
    });
    const line = placeOf(document, "<think>").line;
    const fold = ranges.find(({ start }) => start === line);
    assert.ok(fold, `nothing folds at line ${line}`);
    assert.ok(fold.end >= line + 1 && fold.end <= line + 2);
  });

  it("completion after < offers the closer of what is open", async () => {
    const document = await open("unclosed.trace");
    const edit = new vscode.WorkspaceEdit();
    const at = placeOf(document, "<tool_call>");
    edit.insert(document.uri, at, "<\n");
    assert.ok(await vscode.workspace.applyEdit(edit));
    const labels = await eventually("completions", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        at.translate(0, 1),
        "<",
      );
      const all = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return all.some((label) => label.includes("think")) ? all : undefined;
    });
    assert.ok(labels.includes("</think>"), `among ${labels.join(", ")}`);
  });

  it("with the cursor on a tag its counterpart is highlighted too", async () => {
    const document = await open("sound.trace");
    const at = placeOf(document, "<think>").translate(0, 2);
    const words = await eventually("both tags", async () => {
      const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[] | undefined>(
        "vscode.executeDocumentHighlights",
        document.uri,
        at,
      );
      return highlights?.length === 2 ? highlights.map(({ range }) => document.getText(range)) : undefined;
    });
    assert.deepEqual(words, ["<think>", "</think>"]);
  });

  it("renaming a tag renames its counterpart", async () => {
    const document = await open("sound.trace");
    const at = placeOf(document, "<think>").translate(0, 2);
    const edit = await eventually("a rename", () =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        at,
        "plan",
      ),
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /<plan>[^<]*<\/plan>/);
    assert.doesNotMatch(document.getText(), /think>/);
  });

  it("where there is no tag, renaming is refused and says why", async () => {
    const document = await open("sound.trace");
    await assert.rejects(
      async () => vscode.commands.executeCommand("vscode.prepareRename", document.uri, placeOf(document, "Oslo")),
      /Only a tag of a trace can be renamed/,
    );
  });

  it("a selection grows from the word to the sample", async () => {
    const document = await open("sound.trace");
    const at = placeOf(document, "get_weather").translate(0, 2);
    const [innermost] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      "vscode.executeSelectionRangeProvider",
      document.uri,
      [at],
    );
    const texts: string[] = [];
    for (let around = innermost; around !== undefined; around = around.parent) {
      texts.push(document.getText(around.range));
    }
    // The editor adds parts of words.
    assert.ok(texts.includes("get_weather"));
    assert.ok(texts.some((text) => text.startsWith("<tool_call>") && text.endsWith("</tool_call>")));
    assert.ok(texts.at(-1)?.startsWith("@sample"));
  });

  it("colours come from the server, and tell a tool's name from other strings", async () => {
    const document = await open("sound.trace");
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      "vscode.provideDocumentSemanticTokensLegend",
      document.uri,
    );
    const data = await eventually("tokens", async () => {
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        "vscode.provideDocumentSemanticTokens",
        document.uri,
      );
      return tokens === undefined || tokens.data.length === 0 ? undefined : tokens.data;
    });
    const types = new Set<string | undefined>();
    for (let i = 3; i < data.length; i += 5) types.add(legend.tokenTypes[data[i] ?? -1]);
    for (const type of ["tag", "function", "parameter"]) assert.ok(types.has(type), `no ${type}`);
  });
});

function namesOf(symbols: readonly vscode.DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, detail, children }) => [`${name} ${detail}`, ...namesOf(children)]);
}
