/** How a trace was read, and its calls in another dialect, over the real protocol. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  convertCallsRequest,
  targetDialectsRequest,
  type ConvertCallsResult,
  type TargetDialectsResult,
} from "../../server/protocol/conversion";
import { readingRequest, type ReadingResult } from "../../server/protocol/readings";
import { TestClient } from "./support/testClient";

const call = (city: string): string =>
  `<tool_call>\n{"name": "weather", "arguments": {"city": "${city}"}}\n</tool_call>`;
const record = (content: string): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: "How is it?" },
      { role: "assistant", content },
    ],
  });
const text = `${record(`<think>\nWhere?\n</think>\n\n${call("Oslo")}`)}\n${record(call("Rome"))}\n`;

let client: TestClient;
let opened = 0;
beforeAll(async () => {
  client = await TestClient.start();
});
afterAll(async () => {
  await client.stop();
});

async function open(content = text): Promise<string> {
  const uri = `file:///tmp/readings-${++opened}.jsonl`;
  await client.open(uri, content, 1, "jsonl");
  return uri;
}

function ask<T>({ method }: { readonly method: string }, params: object): Promise<T> {
  return client.connection.sendRequest<T>(method, params);
}

describe("how it was read", () => {
  it("is told of the trace at the cursor, with places of the document", async () => {
    const uri = await open();
    const at = (line: number) => ask<ReadingResult>(readingRequest, { uri, position: { line, character: 90 } });
    const first = await at(0);
    expect(first).toMatchObject({ record: 0, trace: 0 });
    expect(first?.text).toMatch(/^dialect {4}hermes\n[^]*\nreasoning {2}Where\?\ncall {7}weather {2}at 1:\d+\n/);
    const second = await at(1);
    expect(second?.text).toContain('{"city":"Rome"}');
    expect(second?.text).toMatch(/call {7}weather {2}at 2:\d+/);
  });

  it("is told of nothing where there is no trace", async () => {
    const uri = await open('{"some": "json"}\n');
    expect(await ask<ReadingResult>(readingRequest, { uri, position: { line: 0, character: 0 } })).toBeNull();
    const unknown = { uri: "file:///tmp/not-open.jsonl", position: { line: 0, character: 0 } };
    expect(await ask<ReadingResult>(readingRequest, unknown)).toBeNull();
  });
});

describe("calls in another dialect", () => {
  it("are offered with whose models write each, and what they are in now", async () => {
    const { dialects, current } = await ask<TargetDialectsResult>(targetDialectsRequest, { uri: await open() });
    expect(current).toEqual({ id: "hermes", reason: "2 of 2 traces hold <tool_call>" });
    expect(dialects.find(({ id }) => id === "qwen-xml")?.models).toContain("Qwen3-Coder");
  });

  it("are edits of the calls alone", async () => {
    const uri = await open();
    const result = await ask<ConvertCallsResult>(convertCallsRequest, { uri, to: "glm-4.5" });
    expect(result).toMatchObject({ version: 1, calls: 2, left: 0, data: 0 });
    const document = TextDocument.create(uri, "jsonl", 1, text);
    const converted = TextDocument.applyEdits(document, [...(result?.edits ?? [])]);
    const inJson = (given: string): string => JSON.stringify(given).slice(1, -1);
    const meant = (city: string): string =>
      `<tool_call>weather\n<arg_key>city</arg_key>\n<arg_value>${city}</arg_value>\n</tool_call>`;
    let expected = text;
    for (const city of ["Oslo", "Rome"]) expected = expected.replace(inJson(call(city)), inJson(meant(city)));
    expect(converted).toBe(expected);
  });

  it("are none of a dialect that is not known", async () => {
    expect(await ask<ConvertCallsResult>(convertCallsRequest, { uri: await open(), to: "klingon" })).toBeNull();
  });
});
