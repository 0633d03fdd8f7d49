/** Hostile traces and a hostile config, and everything that an editor would show of them: it is text. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import { flawsOf, hostileText, markdownOf, markupOf } from "../support/hostileText";
import { TestClient } from "./support/testClient";

let folder: string;
let client: TestClient;
/** A text that stands in JSON in a line of a trace. */
const inJson = JSON.stringify(hostileText);
/** It as it can stand in one line of a `.trace` file. */
const inLine = hostileText.replace(/[\r\n]+/g, " ");

const own = {
  title: hostileText,
  description: hostileText,
  extends: "toolrl",
  tags: { think: { content: "prose", purpose: `${hostileText} and \`code ${hostileText}\`` } },
};
const config = JSON.stringify({ profiles: { own }, rules: { [hostileText]: "off" }, [hostileText]: 1 });
const trace = `@sample id=${inLine.replace(/\s/g, "")} profile=own off=${inLine.replace(/[\s,]/g, "")}
@tools
[{"name": ${inJson}, "parameters": {"type": "object", "properties": {${inJson}: {"type": ${inJson}}}, "required": [${inJson}]}}]
@completion
<think> ${inLine} </think>
<tool_call>
{"name": ${inJson}, "parameters": {${inJson}: ${inJson}}}
{"name": "other", "parameters": {"${"p".repeat(50_000)}": 1}}
</tool_call>
@ground-truth
<think> b </think>
<tool_call>
{"name": ${inJson}, "parameters": {${inJson}: 1}}
</tool_call>
@sample profile=rm-r1
@completion
<type>Chat</type>
<rubric>
1. ${inLine} (50%)
2. ${inLine} other (20%)
</rubric>
<eval>
${inLine} <quote_A>${inLine}</quote_A>
</eval>
<answer>[[${inLine}]]</answer>
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ta-hostile-"));
  writeFileSync(join(folder, "trace-auditor.json"), config);
  client = await TestClient.start({ folder: pathToFileURL(folder).href });
});
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every string of an answer under one of these keys, however deep. */
function textsUnder(keys: readonly string[], answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" ? (keys.includes(key) ? [value] : []) : textsUnder(keys, value),
  );
}

async function opened(): Promise<string> {
  const uri = pathToFileURL(join(folder, "a.trace")).href;
  await client.open(uri, trace);
  return uri;
}

const lines = trace.split("\n");
const everywhere = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };

describe("of hostile traces", () => {
  it("findings are text and have an end", async () => {
    const uri = await opened();
    const report = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", uri);
    const messages = textsUnder(["message"], report);
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.join(" ")).toContain("evil.run");
    expect(messages.flatMap(flawsOf)).toEqual([]);
    expect(Math.max(...messages.map(({ length }) => length))).toBeLessThanOrEqual(1000);
  });

  it.each([
    ["textDocument/codeLens", {}],
    ["textDocument/documentSymbol", {}],
    ["textDocument/inlayHint", { range: everywhere }],
    ["textDocument/codeAction", { range: everywhere, context: { diagnostics: [] } }],
  ])("%s shows text", async (method, params) => {
    const answer = await client.request<unknown>(method, await opened(), params);
    const drawn = textsUnder(["title", "label", "name", "detail", "description"], answer);
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.flatMap(markupOf)).toEqual([]);
    expect(textsUnder(["tooltip"], answer).flatMap(flawsOf)).toEqual([]);
  });

  it("hovers quote it escaped, wherever the pointer stands", async () => {
    const uri = await opened();
    const told: string[] = [];
    for (const [line, text] of lines.entries()) {
      for (let character = 0; character < Math.min(text.length, 400); character += 7) {
        const answer = await client.request<unknown>("textDocument/hover", uri, { position: { line, character } });
        told.push(...textsUnder(["value"], answer));
      }
    }
    expect(told.join(" ")).toContain("evil");
    expect([...new Set(told)].flatMap(markdownOf)).toEqual([]);
  });

  it("completions describe tags with what their profile says, escaped", async () => {
    const uri = pathToFileURL(join(folder, "b.trace")).href;
    await client.open(uri, "@sample profile=own\n@completion\n<");
    const answer = await client.request<unknown>("textDocument/completion", uri, {
      position: { line: 2, character: 1 },
    });
    expect(textsUnder(["value"], answer).join(" ")).toContain("evil");
    expect(textsUnder(["value"], answer).flatMap(markdownOf)).toEqual([]);
    expect(textsUnder(["label"], answer).flatMap(markupOf)).toEqual([]);
  });

  it("a config's problems are text", async () => {
    await opened();
    const problems = await client.heard(() =>
      client.published.find(({ uri, diagnostics }) => uri.endsWith("trace-auditor.json") && diagnostics.length > 0),
    );
    const messages = textsUnder(["message"], problems);
    expect(messages.join(" ")).toContain("evil.run");
    expect(messages.flatMap(flawsOf)).toEqual([]);
  });

  it("errors of requests are text, and so is the log", async () => {
    const uri = await opened();
    const refused = client.request("textDocument/rename", uri, {
      position: { line: lines.findIndex((line) => line.startsWith("<think>")), character: 2 },
      newName: hostileText,
    });
    const why = await refused.then(String, (error: unknown) => (error as Error).message);
    expect(why).toContain("cannot be a tag's name");
    expect(markupOf(why)).toEqual([]);
    expect([...client.messages, ...client.log].flatMap(flawsOf)).toEqual([]);
  });
});
