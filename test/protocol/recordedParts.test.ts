import { afterEach, expect, it } from "vitest";
import type { CodeLens } from "vscode-languageserver-protocol/node";
import { TestClient } from "./support/testClient";

let client: TestClient;
afterEach(async () => {
  await client.stop();
});

it("shows the parts that a TRL dump records, and that it has no total", async () => {
  const uri = "file:///tmp/completions.jsonl";
  const row = { step: 3, prompt: "2 + 4?", completion: "<think>Six.</think><answer>6</answer>" };
  client = await TestClient.start();
  await client.open(
    uri,
    `${JSON.stringify({ ...row, accuracy_reward: 1.5, format_reward: 0.25, advantage: 0.5 })}\n`,
    1,
    "jsonl",
  );
  const lenses: CodeLens[] = await client.request("textDocument/codeLens", uri, {});
  expect(lenses.map(({ command }) => command?.title)).toContainEqual(
    expect.stringMatching(/ecorded accuracy_reward 1\.5 · format_reward 0\.25 · no total$/),
  );
});
