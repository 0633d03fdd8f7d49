import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  MarkupContent,
  TextEdit,
} from "vscode-languageserver-protocol/node";
import { TestClient } from "./support/testClient";

let client: TestClient;
let opened = 0;
beforeAll(async () => {
  client = await TestClient.start();
});
afterAll(async () => {
  await client.stop();
});

/** Opens a text whose `|` marks the cursor. */
async function openAtCursor(marked: string): Promise<{ uri: string; position: { line: number; character: number } }> {
  const offset = marked.indexOf("|");
  const before = marked.slice(0, offset).split("\n");
  const uri = `file:///tmp/feature-${++opened}.trace`;
  await client.open(uri, marked.slice(0, offset) + marked.slice(offset + 1));
  return { uri, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

async function complete(marked: string): Promise<CompletionItem[]> {
  const { uri, position } = await openAtCursor(marked);
  return client.request("textDocument/completion", uri, { position });
}
const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);

async function hover(marked: string): Promise<string | undefined> {
  const { uri, position } = await openAtCursor(marked);
  const result = await client.request<Hover | null>("textDocument/hover", uri, { position });
  return result === null ? undefined : (result.contents as MarkupContent).value;
}

describe("completion", () => {
  const calls = '<think>\nLook.\n</think>\n<tool_call>\n{"name": "a", "parameters": {}}\n';

  it("offers the tags that may come next, in the profile's order", async () => {
    expect(labels(await complete("@sample profile=toolrl\n@completion\n<|"))).toEqual(["<think>"]);
    expect(labels(await complete("@sample profile=toolrl\n@completion\n<think>a</think>\n<|"))).toEqual([
      "<tool_call>",
      "<response>",
    ]);
    expect(labels(await complete(`${calls}</tool_call>\n<|`))).toEqual(["<response>"]);
    const judge = await complete("@sample profile=rm-r1\n@completion\n<type>Chat</type>\n<|");
    expect(labels(judge)[0]).toBe("<rubric>");
    expect(labels(judge)).not.toContain("<answer>");
  });

  it("offers closers innermost first, and what may stand inside", async () => {
    expect(labels(await complete(`${calls}</|`))).toEqual(["</tool_call>"]);
    expect(
      labels(await complete("@sample profile=rm-r1\n@completion\n<rubric>\n1. Clear (100%)\n<justify>Why.</|")),
    ).toEqual(["</justify>", "</rubric>"]);
    expect(labels(await complete("@sample profile=rm-r1\n@completion\n<rubric>\n1. Clear (100%)\n<|"))).toEqual([
      "<justify>",
      "</rubric>",
    ]);
    expect(labels(await complete("<think>\nWe look.</t|\n<tool_call>\n{}\n</tool_call>"))).toEqual(["</think>"]);
  });

  it("replaces what is written of the tag, the > included, by the block's snippet", async () => {
    const { uri, position } = await openAtCursor("@sample profile=toolrl\n@completion\n<think>a</think>\n<too|>\nrest");
    const [item] = await client.request<CompletionItem[]>("textDocument/completion", uri, { position });
    expect(item?.insertTextFormat).toBe(2);
    expect(item?.textEdit as TextEdit).toEqual({
      range: { start: { line: 3, character: 0 }, end: { line: 3, character: 5 } },
      newText: '<tool_call>\n{"name": "$1", "parameters": {$0\\}\\}\n</tool_call>',
    });
  });

  it("offers headers at a line's start only", async () => {
    expect(labels(await complete("@sample\n@com|"))).toContain("@completion");
    expect(await complete("<think>\nmail me @|\n</think>")).toEqual([]);
    expect(await complete("<think>\n1 / |\n</think>")).toEqual([]);
  });

  it("offers nothing in a prompt and in another program's file", async () => {
    expect(await complete("@user\nWhat is 1 <|\n@completion\n<think>a</think>\n")).toEqual([]);
    expect(await complete("# tracer: nop\n<|")).toEqual([]);
  });
});

describe("hover", () => {
  it("says what a tag is for and what the profile expects", async () => {
    const text = await hover('<th|ink>\na\n</think>\n<tool_call>\n{"name": "a", "parameters": {}}\n</tool_call>');
    expect(text).toContain("The reasoning before acting.");
    expect(text).toContain("Profile ToolRL");
    expect(text).toContain("exactly once");
  });

  it("tells a mention and a misspelling", async () => {
    const rest = '\n</think>\n<tool_call>\n{"name": "a", "parameters": {}}\n</tool_call>';
    expect(await hover(`<think>\nI write <tool_|call> now.${rest}`)).toContain("only speaks about");
    expect(await hover(`<thin|king>\na${rest}`)).toContain("`<think>`");
  });

  it("explains headers, and is silent on text", async () => {
    expect(await hover("@sam|ple id=1\n@completion\n<think>a</think>")).toContain("Begins a sample");
    expect(await hover("<think>\nplain w|ords\n</think>")).toBeUndefined();
  });
});

describe("outline and folding", () => {
  const text = `@sample id="first one" profile=toolrl
@user
Weather?
@completion
<think>
Look it up.
</think>
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo"}}
{"name": "get_time", "parameters": {}}
</tool_call>
@sample profile=toolrl
@completion
<think>a</think>
<response>b</response>
`;

  it("lists samples, parts, blocks and calls", async () => {
    const uri = "file:///tmp/outline.trace";
    await client.open(uri, text);
    const symbols = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", uri);
    const tree = (items: readonly DocumentSymbol[]): unknown[] =>
      items.map(({ name, children = [] }) => (children.length === 0 ? name : [name, tree(children)]));
    expect(tree(symbols)).toEqual([
      ["first one", ["@user", ["@completion", ["<think>", ["<tool_call>", ["get_weather", "get_time"]]]]]],
      ["Sample 2", [["@completion", ["<think>", "<response>"]]]],
    ]);
    const check = (item: DocumentSymbol, parent?: DocumentSymbol): void => {
      expect(contains(item.range, item.selectionRange)).toBe(true);
      if (parent !== undefined) expect(contains(parent.range, item.range)).toBe(true);
      for (const child of item.children ?? []) check(child, item);
    };
    for (const symbol of symbols) check(symbol);
  });

  it("numbers samples without an id anew when one comes before them", async () => {
    const uri = "file:///tmp/numbered.trace";
    const sample = "@sample\n@completion\n<think>a</think>\n";
    const names = async (): Promise<string[]> =>
      (await client.request<DocumentSymbol[]>("textDocument/documentSymbol", uri)).map(({ name }) => name);
    await client.open(uri, sample.repeat(2));
    expect(await names()).toEqual(["Sample 1", "Sample 2"]);
    await client.change(uri, 2, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: '@sample id=""\n@completion\nb\n',
    });
    expect(await names()).toEqual(["Sample 1", "Sample 2", "Sample 3"]);
  });

  it("lists of a large file its samples, without all that they are made of", async () => {
    const uri = "file:///tmp/large-outline.trace";
    await client.open(uri, "@sample\n@completion\n<think>a</think>\n<response>b</response>\n".repeat(3000));
    const symbols = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", uri);
    expect(symbols).toHaveLength(3000);
    for (const { children } of symbols) {
      expect(children?.map(({ name }) => name)).toEqual(["@completion"]);
      expect(children?.[0]?.children).toEqual([]);
    }
    const longer = "file:///tmp/longer-outline.trace";
    await client.open(longer, "@sample\n@completion\n<think>a</think>\n".repeat(10_001));
    const samples = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", longer);
    expect(samples).toHaveLength(10_000);
    expect(samples.every(({ children = [] }) => children.length === 0)).toBe(true);
  });

  it("folds samples, parts and blocks", async () => {
    const uri = "file:///tmp/folding.trace";
    await client.open(uri, text);
    const regions = await client.request<FoldingRange[]>("textDocument/foldingRange", uri);
    expect(regions.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 10],
      [1, 2],
      [3, 10],
      [4, 6],
      [7, 10],
      [11, 14],
      [12, 14],
    ]);
  });
});

function contains(outer: DocumentSymbol["range"], inner: DocumentSymbol["range"]): boolean {
  const before = (a: { line: number; character: number }, b: { line: number; character: number }): boolean =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return before(outer.start, inner.start) && before(inner.end, outer.end);
}
