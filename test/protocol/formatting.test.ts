import { afterEach, describe, expect, it } from "vitest";
import type { TextEdit } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TestClient } from "./support/testClient";

const uri = "file:///tmp/one.trace";
const loose = `<think> a </think>\n<tool_call>\n{"name":"weather","parameters":{"city":"Oslo"}}\n</tool_call>`;
const spaced = `<think> a </think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;

let client: TestClient;
afterEach(async () => {
  await client.stop();
});

const format = (document: string): Promise<TextEdit[] | null> =>
  client.request("textDocument/formatting", document, { options: { tabSize: 2, insertSpaces: true } });

describe("format document", () => {
  it("spaces calls in a .trace document, and has nothing to do the second time", async () => {
    client = await TestClient.start();
    await client.open(uri, loose);
    const edits = await format(uri);
    expect(TextDocument.applyEdits(TextDocument.create(uri, "x", 1, loose), edits!)).toBe(spaced);
    await client.change(uri, 2, { text: spaced });
    expect(await format(uri)).toEqual([]);
  });

  it("leaves a file of another program alone, and the raw JSON of records to the JSON formatter", async () => {
    client = await TestClient.start();
    expect(client.capabilities.documentFormattingProvider).toBe(true);
    await client.open(uri, "just words\n\n\nof another program");
    expect(await format(uri)).toBeNull();
    const dump = "file:///tmp/dump.jsonl";
    await client.open(dump, `${JSON.stringify({ input: "", output: loose, step: 1 })}\n`, 1, "jsonl");
    expect(await format(dump)).toBeNull();
  });

  it("is offered for traces only, where the client lets it choose", async () => {
    client = await TestClient.start({
      capabilities: { textDocument: { formatting: { dynamicRegistration: true } } },
    });
    expect(client.capabilities.documentFormattingProvider).toBeUndefined();
    const registration = await client.heard(() =>
      client.registrations.find(({ method }) => method === "textDocument/formatting"),
    );
    expect(registration.registerOptions).toEqual({ documentSelector: [{ language: "trace" }] });
  });
});
