import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Range, SemanticTokens, SemanticTokensDelta } from "vscode-languageserver-protocol/node";
import { TestClient } from "./support/testClient";

let client: TestClient;
let opened = 0;
let types: string[] = [];
let modifiers: string[] = [];
beforeAll(async () => {
  client = await TestClient.start();
  const provider = client.capabilities.semanticTokensProvider;
  types = provider?.legend.tokenTypes ?? [];
  modifiers = provider?.legend.tokenModifiers ?? [];
});
afterAll(async () => {
  await client.stop();
});

async function open(text: string, language = "trace"): Promise<string> {
  const uri = `file:///tmp/tokens-${++opened}.${language}`;
  await client.open(uri, text, 1, language);
  return uri;
}

/** Tokens as people read them: `type.modifier words`. */
function read(text: string, data: readonly number[]): string[] {
  const lines = text.split(/\r\n|\n/);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lineDelta = 0, characterDelta = 0, length = 0, type = 0, set = 0] = data.slice(i, i + 5);
    character = lineDelta === 0 ? character + characterDelta : characterDelta;
    line += lineDelta;
    const words = (lines[line] ?? "").slice(character, character + length);
    expect(words).toHaveLength(length);
    const names = [types[type], ...modifiers.filter((_, bit) => (set & (1 << bit)) !== 0)];
    found.push(`${names.join(".")} ${words}`);
  }
  return found;
}

async function tokens(text: string): Promise<string[]> {
  const uri = await open(text);
  const { data } = await client.request<SemanticTokens>("textDocument/semanticTokens/full", uri);
  return read(text, data);
}

const head = "@sample profile=toolrl\n@completion\n";
const headTokens = ["keyword @sample", "property profile", "enumMember toolrl", "keyword @completion"];

describe("semantic tokens", () => {
  it("tell tags that are meant from those that are mentioned, and from those that are none", async () => {
    const text = `${head}<think> Within the <tool_call> tags, as List<String>. </think>\n<response> a </response>\n`;
    expect(await tokens(text)).toEqual([
      ...headTokens,
      "tag think",
      "mention <tool_call>",
      "mention <String>",
      "tag think",
      "tag response",
      "tag response",
    ]);
  });

  it("leave unknown tags alone where only tags have a place: there they are a fault", async () => {
    expect(await tokens(`${head}<think> a </think>\n<banana> a </banana>\n`)).toEqual([
      ...headTokens,
      "tag think",
      "tag think",
    ]);
  });

  it("tell the tools and the parameters that there are from those that there are not", async () => {
    const text = `@sample profile=toolrl
@tools
[{"name": "get_weather", "parameters": {"city": {"type": "string"}}}]
@completion
<think> a </think>
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo", "town": "Oslo"}}
{"name": "set_weather", "parameters": {"city": "Oslo"}}
</tool_call>
`;
    expect((await tokens(text)).slice(5)).toEqual([
      "tag think",
      "tag think",
      "tag tool_call",
      "function get_weather",
      "parameter city",
      "tag tool_call",
    ]);
  });

  it("take every tool for one where nothing lists them", async () => {
    const text = `${head}<think> a </think>\n<tool_call>\n{"name": "f", "parameters": {"x": {"y": 1}}}\n</tool_call>\n`;
    expect((await tokens(text)).slice(-3)).toEqual(["function f", "parameter x", "tag tool_call"]);
  });

  it("say of a judgement what counts: type, criteria, weights, quotes by what became of them, verdict", async () => {
    const text = `@sample profile=rm-r1 gold=A
@response_a
The capital of Australia is Canberra.
It was built from 1913 on.
@response_b
The capital is Sydney, its largest city.
@completion
<type>Chat</type>
<rubric>
1. Accuracy (60%): Is it right?
2. Clarity (40%): Is it clear?
</rubric>
<eval>
Accuracy: <quote_A>Canberra.
It was built</quote_A> and <quote_B>Canberra. It was built from</quote_B>, <quote_A>the moon is made of green cheese</quote_A>. Not [[B]].
</eval>
<answer>[[A]]</answer>
`;
    const found = (await tokens(text)).filter((token) => !/^(keyword|tag) /.test(token));
    expect(found).toEqual([
      "property profile",
      "enumMember rm-r1",
      "property gold",
      "enumMember A",
      "type Chat",
      "property Accuracy",
      "number (60%)",
      "property Clarity",
      "number (40%)",
      "string.found Canberra.",
      "string.found It was built",
      "string.misattributed Canberra. It was built from",
      "string.fabricated the moon is made of green cheese",
      "enumMember [[A]]",
    ]);
  });

  it("colour the attributes that were understood", async () => {
    const text = `@sample id="a b" step=3 colour=red gold=C\r\n@completion\r\n<think> a </think>\r\n`;
    expect((await tokens(text)).slice(0, 6)).toEqual([
      "keyword @sample",
      "property id",
      'string "a b"',
      "property step",
      "number 3",
      "keyword @completion",
    ]);
  });

  it("are the same whether all are asked for, those of ranges, or the difference after edits", async () => {
    const text = `${head}<think> a <tool_call> b </think>\n${head}<think> c </think>\n<response> d </response>\n`;
    const uri = await open(text);
    const full = await client.request<SemanticTokens>("textDocument/semanticTokens/full", uri);
    const range = async (start: number, end: number): Promise<string[]> => {
      const asked: Range = { start: { line: start, character: 0 }, end: { line: end, character: 0 } };
      const { data } = await client.request<SemanticTokens>("textDocument/semanticTokens/range", uri, { range: asked });
      return read(text, data);
    };
    const all = read(text, full.data);
    expect(await range(0, 9)).toEqual(all);
    expect(await range(5, 6)).toEqual(["tag think", "tag think"]);

    const start = { line: 2, character: 8 };
    await client.change(uri, 2, { range: { start, end: start }, text: "x\n" });
    const delta = await client.request<SemanticTokensDelta>("textDocument/semanticTokens/full/delta", uri, {
      previousResultId: full.resultId,
    });
    const patched = [...full.data];
    for (const edit of delta.edits) patched.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
    const fresh = await client.request<SemanticTokens>("textDocument/semanticTokens/full", uri);
    expect(patched).toEqual(fresh.data);
    expect(delta.edits).toHaveLength(1);
    expect(delta.edits[0]?.data?.length).toBeLessThan(fresh.data.length);
  });

  it("are sent whole where the client had something else", async () => {
    const uri = await open(`${head}<think> a </think>\n`);
    const again = await client.request<SemanticTokens>("textDocument/semanticTokens/full/delta", uri, {
      previousResultId: "what another server said",
    });
    expect(again.data.length).toBeGreaterThan(0);
  });

  it("of a very long document are given by range only", async () => {
    const sample = `${head}<think> ${"a ".repeat(500)}</think>\n`;
    const uri = await open(sample.repeat(2000));
    expect(await client.request("textDocument/semanticTokens/full", uri)).toBeNull();
    const asked = { start: { line: 30, character: 0 }, end: { line: 60, character: 0 } };
    const { data } = await client.request<SemanticTokens>("textDocument/semanticTokens/range", uri, { range: asked });
    expect(data.length / 5).toBe(60);
  });

  it("are none in files of other programs and in JSON", async () => {
    const foreign = await open("some other program's trace\n");
    expect(await client.request("textDocument/semanticTokens/full", foreign)).toMatchObject({ data: [] });
    const json = await open(
      `{"input": "a", "output": "<think> a </think>", "gts": "b", "score": 1.0, "step": 1}\n`,
      "jsonl",
    );
    expect(await client.request("textDocument/semanticTokens/full", json)).toMatchObject({ data: [] });
  });
});
