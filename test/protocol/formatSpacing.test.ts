import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TestClient } from "./support/testClient";

let client: TestClient;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-auditor-spacing-"));
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

it("offers the white space that the format of a team's reward wants, as the one safe fix of a string in JSON", async () => {
  const reward = { kind: "components", components: [{ preset: "open-r1/format" }] };
  const profiles = { team: { extends: "think-answer", reward } };
  const files = [{ pattern: "*.jsonl", profile: "team" }];
  writeFileSync(join(folder, "trace-auditor.json"), JSON.stringify({ profiles, files }));
  const uri = pathToFileURL(join(folder, "dump.jsonl")).href;
  const line = (completion: string): string =>
    `${JSON.stringify({ prompt: "2 + 4?", completion, ground_truth: "6" })}\n`;
  const text = line("<think>\nSix.\n</think><answer>\n6\n</answer>");
  client = await TestClient.start({ folder: pathToFileURL(folder).href });
  await client.open(uri, text, 1, "jsonl");
  const [found] = (await client.diagnostics(uri)).filter(({ code }) => code === "format-spacing");
  expect(found?.message).toContain("</think> must be followed by one newline; here is none");
  const actions: CodeAction[] = await client.request("textDocument/codeAction", uri, {
    range: found!.range,
    context: { diagnostics: [found!] },
  });
  const fix = actions.find(({ title }) => title.includes("white space that the format wants"));
  expect(fix?.isPreferred).toBe(true);
  const document = TextDocument.create(uri, "jsonl", 1, text);
  expect(TextDocument.applyEdits(document, fix!.edit!.changes![uri]!)).toBe(
    line("<think>\nSix.\n</think>\n<answer>\n6\n</answer>"),
  );
});
