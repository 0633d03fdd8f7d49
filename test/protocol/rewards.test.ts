/** The reward in the editor, over the real protocol: lens, hints, hover and breakdown, and all of them after an edit. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeLens, Hover, InlayHint, MarkupContent, Range } from "vscode-languageserver-protocol/node";
import {
  breakdownRequest,
  rescoringChoicesRequest,
  rescoreNotification,
  triableRewardsRequest,
  type BreakdownResult,
  type Rescoring,
} from "../../server/protocol/rewards";
import { rewardedSample } from "../support/rewardedSample";
import { toolrlVariants } from "../../server/core/rewards/toolrl";
import { TestClient } from "./support/testClient";

const text = `${rewardedSample}@sample id=bare profile=toolrl
@completion
<think>Nothing to compare with.</think>
<response>Yes.</response>
`;
const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
/** `"Bergen"` in the text. */
const value: Range = { start: { line: 6, character: 43 }, end: { line: 6, character: 51 } };

let client: TestClient;
let opened = 0;
beforeAll(async () => {
  client = await TestClient.start({ options: { rewards: true } });
});
afterAll(async () => {
  await client.stop();
});

async function open(content = text, extension = "trace"): Promise<string> {
  const uri = `file:///tmp/rewards-${++opened}.${extension}`;
  const languageId = extension === "trace" ? "trace" : "jsonl";
  const textDocument = { uri, languageId, version: 1, text: content };
  await client.connection.sendNotification("textDocument/didOpen", { textDocument });
  return uri;
}
const lenses = (uri: string): Promise<CodeLens[]> => client.request("textDocument/codeLens", uri);
const titles = async (uri: string): Promise<string[]> => (await lenses(uri)).map(({ command }) => command?.title ?? "");
const hints = async (uri: string, range = everything): Promise<string[]> =>
  (await client.request<InlayHint[]>("textDocument/inlayHint", uri, { range })).map(
    ({ position, label }) => `${position.line}:${position.character} ${label as string}`,
  );
async function hover(uri: string, line: number, character: number): Promise<string> {
  const result = await client.request<Hover | null>("textDocument/hover", uri, { position: { line, character } });
  return result === null ? "" : (result.contents as MarkupContent).value;
}
const breakdown = (uri: string, line: number): Promise<BreakdownResult> =>
  client.ask(breakdownRequest, { uri, at: { line, character: 0 } });
const rescore = (uri: string, rescoring: Rescoring): Promise<void> =>
  client.tell(rescoreNotification, { uri, rescoring });

describe("the lens", () => {
  it("stands on the line of @completion, and leads to the breakdown and to other variants", async () => {
    const uri = await open();
    const [reward, variant, details, ...more] = await lenses(uri);
    expect(more).toEqual([]);
    expect(reward?.range.start).toEqual({ line: 3, character: 0 });
    // In a narrow editor the end is cut off: the number and what can be done come first.
    expect(details?.command).toEqual({
      ...reward?.command,
      title: "correctness 1.5/3 · 1 of 1 call matched",
    });
    expect(reward?.command).toEqual({
      title: "Reward 2.5 of 4 · format 1/1",
      tooltip: 'Call 1 (weather): "city" with the ground truth\'s value: +1.5\nClick for the whole breakdown.',
      command: "traceAuditor.showBreakdown",
      arguments: [uri, { line: 4, character: 0 }],
    });
    expect(variant?.command).toEqual({ title: "default ▾", command: "traceAuditor.rescore", arguments: [uri] });
  });

  it("stands above a JSONL line, too", async () => {
    const [completion, gt] = ["Bergen", "Oslo"].map(
      (city) =>
        `<think>a</think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "${city}", "days": 3}}\n</tool_call>`,
    );
    const line = JSON.stringify({ input: "Weather?", output: completion, gts: gt, score: 2.5, step: 1 });
    const uri = await open(`${line}\n${line}\n`, "jsonl");
    const found = (await lenses(uri)).filter(({ command }) => command?.title.startsWith("Reward"));
    expect(found.map(({ range }) => range.start.line)).toEqual([0, 1]);
    expect((await hints(uri)).map((hint) => hint.replace(/:\d+/, ""))).toEqual(
      [0, 1].flatMap((row) => [`${row} −1.5 of 1.5`, `${row} −1.5 of 4.5`]),
    );
  });

  it("tells a judge's verdict", async () => {
    const uri = await open("@sample profile=rm-r1 gold=B\n@completion\n<type>Chat</type>\n<answer>[[A]]</answer>\n");
    expect(await titles(uri)).toEqual(["Verdict A · gold B · reward −1"]);
  });

  it("cannot be clicked in an editor that has not our commands", async () => {
    const other = await TestClient.start();
    await other.open("file:///tmp/other.trace", text);
    const all = await other.request<CodeLens[]>("textDocument/codeLens", "file:///tmp/other.trace");
    expect(all.map(({ command }) => command?.command)).toEqual([""]);
    await other.stop();
  });
});

describe("what rewards can be shown under", () => {
  it("are the variants of the reward at the place, which the client need not know", async () => {
    const uri = await open();
    const choices = await client.ask(rescoringChoicesRequest, { uri, at: { line: 4, character: 0 } });
    expect(choices).toMatchObject({ options: [{ name: "variant", value: "default" }], step: 0 });
    expect(choices?.options[0]?.values.map(({ name }) => name)).toEqual([...toolrlVariants]);
    expect(choices?.options[0]?.values[0]?.description).toBe("Format 0 or 1 and correctness from -3 to 3.");
  });

  it("are none of a reward without variants, and nothing where there is no reward", async () => {
    const judge = await open("@sample profile=rm-r1 gold=B\n@completion\n<type>Chat</type>\n<answer>[[A]]</answer>\n");
    const at = { line: 2, character: 0 };
    expect(await client.ask(rescoringChoicesRequest, { uri: judge, at })).toMatchObject({ options: [] });
    const none = await open("@sample profile=toolrl\n@completion\n<think> a </think>\n");
    expect(await client.ask(rescoringChoicesRequest, { uri: none, at })).toBeNull();
  });
});

describe("hints", () => {
  it("tell what values and calls lost; each one's share, or none, where the setting says so", async () => {
    const uri = await open();
    const losses = ["6:51 −1.5 of 1.5", "6:64 −1.5 of 4.5"];
    for (const [setting, wanted] of [
      ["all", ["6:51 −1.5 of 1.5", "6:62 +1.5", "6:64 −1.5 of 4.5"]],
      ["none", []],
      ["losses", losses],
    ] as const) {
      client.settings = { hints: setting };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      expect(await hints(uri)).toEqual(wanted);
    }
  });

  it("come for the range that is asked for", async () => {
    const uri = await open();
    const before = { start: { line: 0, character: 0 }, end: { line: 6, character: 55 } };
    expect(await hints(uri, before)).toEqual(["6:51 −1.5 of 1.5"]);
  });

  it("tell the normalised weights of a rubric, where they are not written so", async () => {
    const uri = await open(
      "@sample profile=rm-r1 gold=A\n@completion\n<type>Chat</type>\n<rubric>\n- Correct (weight: 3)\n- Clear (weight: 1)\n</rubric>\n<answer>[[A]]</answer>\n",
    );
    expect((await hints(uri)).map((hint) => hint.replace(/:\d+/, ""))).toEqual(["4 = 75 %", "5 = 25 %"]);
  });
});

describe("a reward that is tried", () => {
  const scored = `@sample id=r1 score=1.5
@completion
<think>
Six times seven.
</think>

<answer>
42
</answer>
`;

  it("is shown in place of the file's own, beside the recorded one, until it is taken back", async () => {
    const uri = await open(scored);
    expect(await titles(uri)).toEqual(["Recorded reward 1.5"]);
    await rescore(uri, { preset: "open-r1/format" });
    expect(await titles(uri)).toEqual([
      "open-r1/format (tried) ▾",
      "Reward 0 of 1 · open-r1/format 0/1 · recorded 1.5",
    ]);
    const { presets, tried } = await client.ask(triableRewardsRequest, { uri });
    expect(tried).toBe("open-r1/format");
    expect(presets.map(({ name }) => name)).toContain("unsloth/xmlcount");
    await rescore(uri, {});
    expect(await titles(uri)).toEqual(["Recorded reward 1.5"]);
  });

  it("is one that there is", async () => {
    const uri = await open(scored);
    await rescore(uri, { preset: "no/such" });
    expect(await titles(uri)).toEqual(["Recorded reward 1.5"]);
  });
});

describe("hover", () => {
  it("on a header derives the number, and says what would have raised it", async () => {
    const uri = await open();
    const onCompletion = await hover(uri, 3, 2);
    for (const words of ["Correctness 1.5 of 3", "6 · 3 / 4 − 3 = 1\\.5", "**+1.5**", "would have raised it"]) {
      expect(onCompletion).toContain(words);
    }
    expect(await hover(uri, 0, 2)).toContain("Correctness 1.5 of 3");
    expect(await hover(uri, 8, 2)).not.toContain("Correctness");
  });

  it("on a call tells what it earned", async () => {
    const onCall = await hover(await open(), 6, 10);
    expect(onCall).toContain("earns 3 of 4.5");
    expect(onCall).toContain("−1.5 of 1.5");
  });

  it("shows words of the trace as words: they are nobody's markup", async () => {
    const uri = await open(text.replaceAll('"days"', '"[x](command:evil) <b>`"'));
    expect(await hover(uri, 6, 10)).not.toMatch(/\[x\]\(command|<b>/);
    expect(await hover(uri, 6, 10)).toContain("\\[x\\]");
  });
});

describe("the breakdown", () => {
  it("has its places in the document", async () => {
    const found = await breakdown(await open(), 5);
    expect(found?.name).toBe("1 · oslo");
    expect(found?.breakdown?.calls?.calls[0]?.parameters[0]).toMatchObject({ name: "city", place: value });
    expect(found?.breakdown?.calls?.calls[0]?.truth?.start).toEqual({ line: 11, character: 0 });
  });

  it("says why there is none", async () => {
    const found = await breakdown(await open(), 15);
    expect(found?.breakdown).toBeNull();
    expect(found?.why).toContain("ground truth");
  });
});

it("all follow an edit", async () => {
  const uri = await open();
  expect((await titles(uri))[0]).toContain("Reward 2.5 of 4");
  await client.change(uri, 2, { range: value, text: '"Oslo"' });
  expect((await titles(uri))[0]).toBe("Reward 4 of 4 · format 1/1 · correctness 3/3");
  expect(await hints(uri)).toEqual([]);
  expect(await hover(uri, 3, 2)).not.toContain("would have raised it");
  expect((await breakdown(uri, 5))?.breakdown?.reward?.total).toBe(4);
});

it("all follow the variant and the step that are asked for, until nobody asks", async () => {
  const uri = await open();
  await rescore(uri, { variant: "two-stage", step: 40 });
  expect(await titles(uri)).toEqual([
    "Reward 2 of 3.5 · format 0.5/0.5",
    "two-stage, step 40 (your choice) ▾",
    "correctness 1.5/3 · 1 of 1 call matched",
  ]);
  await rescore(uri, { variant: "coarse" });
  expect(await hints(uri)).toEqual(["6:64 −6 of 6"]);
  expect((await breakdown(uri, 5))?.breakdown?.reward?.options).toMatchObject([{ name: "variant", value: "coarse" }]);
  await rescore(uri, { variant: "no such variant", step: -3 });
  expect((await titles(uri))[1]).toBe("default ▾");
});

it("findings follow the variant, too", async () => {
  const uri = await open(text.replace("id=oslo", "id=oslo score=-2"));
  const recorded = async (): Promise<string[]> =>
    (await client.diagnostics(uri))
      .filter(({ code }) => code === "recorded-score-differs")
      .map(({ message }) => (typeof message === "string" ? message : message.value));
  expect(await recorded()).toEqual([expect.stringMatching(/^The recorded reward is −2, the computed one 2\.5\./)]);
  const { refreshes } = client;
  await rescore(uri, { variant: "coarse" });
  expect(await recorded()).toEqual([]);
  expect(client.refreshes).toBeGreaterThan(refreshes);
  await rescore(uri, {});
  expect(await recorded()).toHaveLength(1);
});
