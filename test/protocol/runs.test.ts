/** A run over the real protocol: files are read as one table, and its pages are answered. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunAnswer } from "../../server/core/runs/pages/page";
import {
  closeRunNotification,
  openRunRequest,
  runChangedNotification,
  runCompletionsRequest,
  runFilesNotification,
  runPlaceRequest,
  runRowsRequest,
  runSampleRequest,
  viewRunRequest,
  type RunSample,
  type RunState,
} from "../../server/protocol/runs";
import {
  runGroupRequest,
  runGroupsRequest,
  runRolloutsRequest,
  type RunRollout,
} from "../../server/protocol/runGroups";
import type { GroupDetail } from "../../server/core/runs/figures/groups";
import type { GroupsAnswer } from "../../server/core/runs/pages/groupPages";
import { runCompareRequest, type CompareAnswer } from "../../server/protocol/runCompare";
import type { JudgesAnswer } from "../../server/core/runs/pages/judgePages";
import { runJudgesRequest, runQuotesRequest, type ShownQuote } from "../../server/protocol/runJudges";
import { TestClient } from "./support/testClient";

const folder = mkdtempSync(join(tmpdir(), "runs-"));
const call = (city: string): string =>
  `<think> I look. </think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "${city}"}}\n</tool_call>`;
const record = (step: number, k: number): string =>
  JSON.stringify({
    input: `system\nS\nuser\nHow is it in Oslo, step ${step}?\nassistant\n`,
    output: k === 3 ? call("Oslo").replace("}}", ",}}") : call(k === 2 ? "Rome" : "Oslo"),
    gts: call("Oslo"),
    score: 1,
    step,
    uid: `q${step}`,
  });

function stepFile(step: number, more = ""): string {
  return stepsFile(String(step), [step], more);
}

/** Several steps in one file, whose rows have the numbers of their records. */
function stepsFile(name: string, steps: readonly number[], more = ""): string {
  const path = join(folder, `${name}.jsonl`);
  const lines = steps.flatMap((step) => [0, 1, 2, 3].map((k) => record(step, k)));
  writeFileSync(path, `${lines.join("\n")}\n${more}`);
  return pathToFileURL(path).href;
}

let client: TestClient;
beforeAll(async () => {
  client = await TestClient.start();
});
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

function ask<T>({ method }: { readonly method: string }, params: object): Promise<T> {
  return client.connection.sendRequest<T>(method, params);
}

/** Opens a run and waits until all of it is read. */
async function opened(run: string, uris: readonly string[]): Promise<RunState> {
  const done = told(run);
  await ask(openRunRequest, { run, uris });
  return done;
}

/** The state that is told once everything is read. */
function told(run: string): Promise<RunState> {
  return new Promise<RunState>((resolve) => {
    client.connection.onNotification(runChangedNotification.method, (state: RunState) => {
      if (state.run === run && state.phase !== "reading") resolve(state);
    });
  });
}

const all = { filter: "", sort: undefined, by: "rule" };

/** Where rows are from. Their numbers depend on which of several files was audited first. */
function placesOf(rows: RunAnswer["rows"]["rows"]): string[] {
  return rows.map(({ sample }) => `${sample.file} ${sample.record}`);
}

describe("a run", () => {
  it("is one table of its files, with figures and rows for what a filter leaves", async () => {
    const state = await opened("a", [stepFile(0), stepFile(5, "{broken\n")]);
    expect(state).toMatchObject({ phase: "whole", samples: 8, files: 2, unreadable: { count: 1, of: 9 } });
    // The step of the row that came last: two files are read at once.
    expect([0, 5]).toContain(state.step);
    expect(state.unreadable?.first[0]?.where).toBe("5.jsonl, line 5");
    expect(state.identity.readAs.join()).toContain("verl");
    const view = await ask<RunAnswer>(viewRunRequest, { run: "a", query: all });
    expect(view).toMatchObject({ count: 8, total: 8, shape: { kind: "rollouts", steps: 2, groups: 2, groupSize: 4 } });
    expect(view.summary?.reward?.mean.n).toBe(8);
    expect(view.lost?.bars.map(({ name }) => name)).toContain("tool-call-json");
    const filtered = await ask<RunAnswer>(viewRunRequest, {
      run: "a",
      query: { ...all, filter: "rule:tool-call-json" },
    });
    const faulty = ["0.jsonl 3", "5.jsonl 3"];
    expect(placesOf(filtered.rows.rows)).toEqual(faulty);
    expect(filtered.whole?.n).toBe(8);
    const sorted = { ...all, sort: { column: "reward", descending: false } };
    const { rows } = await ask<RunAnswer["rows"]>(runRowsRequest, {
      run: "a",
      query: sorted,
      start: 0,
      count: 2,
    });
    expect(placesOf(rows)).toEqual(faulty);
    expect(await ask(runPlaceRequest, { run: "a", query: sorted, sample: rows[1]?.sample })).toBe(1);
    expect(await ask(runCompletionsRequest, { run: "a", filter: "rule:tool-call-j", cursor: 16 })).toMatchObject({
      options: [{ text: "rule:tool-call-json", samples: 2 }],
    });
  });

  it("follows a file that grows and a step that is new, in the order of the files", async () => {
    const uris = [stepFile(20), stepFile(21)];
    await opened("f", uris);
    appendFileSync(join(folder, "20.jsonl"), `${record(20, 4)}\n`);
    const now = [...uris, stepFile(22)];
    const done = told("f");
    await client.connection.sendNotification(runFilesNotification.method, { run: "f", uris: now, changed: now });
    expect(await done).toMatchObject({ phase: "whole", samples: 13, files: 3 });
    const view = await ask<RunAnswer>(viewRunRequest, { run: "f", query: all });
    const expected = [20, 21, 22].flatMap((step) =>
      Array.from({ length: step === 20 ? 5 : 4 }, (_, at) => `${step}.jsonl ${at}`),
    );
    expect(placesOf(view.rows.rows)).toEqual(expected);
  });

  it("searches its texts for the words of a filter, and tells what it found", async () => {
    await opened("s", [stepFile(30), stepFile(31)]);
    const query = { ...all, filter: 'text:"rome"' };
    const found = new Promise<RunState>((resolve) => {
      client.connection.onNotification(runChangedNotification.method, (state: RunState) => {
        if (state.run === "s" && state.search?.phase === "whole") resolve(state);
      });
    });
    await ask(viewRunRequest, { run: "s", query });
    expect((await found).search?.hits).toBe(2);
    const view = await ask<RunAnswer>(viewRunRequest, { run: "s", query });
    expect(view.applied.problem).toBeUndefined();
    expect(placesOf(view.rows.rows)).toEqual(["30.jsonl 2", "31.jsonl 2"]);
  });

  it("reads a sample's texts again, with its findings at their places", async () => {
    await opened("b", [stepFile(10)]);
    const sample = await ask<RunSample>(runSampleRequest, { run: "b", row: 3 });
    expect(sample).toMatchObject({ record: 3 });
    expect(sample.texts.map(({ role }) => role)).toContain("completion");
    const completion = sample.texts.find(({ role }) => role === "completion");
    expect(completion?.pieces.map(({ text }) => text).join("")).toContain('"Oslo",}}');
    const marked = completion?.pieces.flatMap(({ finding }) => sample.findings[finding ?? -1]?.rule ?? []);
    expect(marked).toContain("tool-call-json");
    expect(completion?.pieces[0]).toMatchObject({ isQuiet: true });
  });

  it("says where a sample is opened: at its gravest finding, or where its trace begins, also where one value holds all", async () => {
    const records = [
      { id: "a", said: "33 + 51 = 84." },
      { id: "b", said: "We add. 33 + 51 = 94." },
    ].map(({ id, said }) => {
      const message = { role: "assistant", content: said };
      const messages = [{ role: "user", content: "What is 33 plus 51?" }, message];
      return { id, epoch: 1, input: "What is 33 plus 51?", target: "84", messages, output: { choices: [{ message }] } };
    });
    const log = JSON.stringify(
      { version: 2, status: "success", eval: { task: "sums", model: "m" }, samples: records },
      null,
      1,
    );
    const path = join(folder, "log.json");
    writeFileSync(path, log);
    await opened("w", [pathToFileURL(path).href]);
    const lineOf = async (row: number): Promise<[number, string | undefined]> => {
      const { record, at } = await ask<RunSample>(runSampleRequest, { run: "w", row });
      return [record, log.split("\n")[at.line]?.slice(at.character, at.character + 10)];
    };
    expect(await lineOf(0)).toEqual([0, "33 + 51 = "]);
    expect(await lineOf(1)).toEqual([1, "33 + 51 = "]);
  });

  it("shows the rollouts of a prompt side by side", async () => {
    await opened("g", [stepsFile("groups", [0, 5])]);
    const groups = await ask<GroupsAnswer>(runGroupsRequest, { run: "g", query: all, choice: "mixed" });
    expect(groups).toMatchObject({
      figures: { signal: { groups: 2, effectiveBatch: 8 } },
      list: { counts: { mixed: 2 } },
    });
    const group = await ask<GroupDetail>(runGroupRequest, { run: "g", query: all, number: 1 });
    expect(group).toMatchObject({ step: 5, best: 4, worst: 7 });
    const [first, last, none] = await ask<(RunRollout | null)[]>(runRolloutsRequest, { run: "g", rows: [4, 7, 999] });
    expect(first?.reasoning).toBe("<think> I look. </think>");
    expect(first?.calls).toContain('"Oslo"}}');
    expect(last?.calls).toContain('"Oslo",}}');
    expect(none).toBeNull();
  });

  it("is compared with another run and with a part of itself", async () => {
    await opened("c", [stepsFile("compared", [0, 5])]);
    await opened("d", [stepFile(0)]);
    const others = [
      { run: "d", name: "other" },
      { name: "part", filter: "step=5" },
    ];
    const asked = { run: "c", name: "own", query: all, others };
    const compared = await ask<CompareAnswer>(runCompareRequest, { ...asked, chosen: 0 });
    expect(compared.lines.map(({ name, n }) => [name, n])).toEqual([
      ["own", 8],
      ["other", 4],
      ["part", 4],
    ]);
    expect(compared.comparison).toMatchObject({ by: "prompt", pairs: 1, unpaired: { a: 1, b: 0 } });
    expect(compared.comparison?.prompts[0]).toMatchObject({ difference: 0, step: 0, furthest: { a: 3, b: 0 } });
    const part = await ask<CompareAnswer>(runCompareRequest, { ...asked, chosen: 1 });
    expect(part.comparison).toMatchObject({ b: { name: "part", n: 4 }, pairs: 1 });
    expect(await ask(runCompareRequest, { ...asked, others: [{ run: "gone", name: "gone" }], chosen: 0 })).toBeNull();
  });

  it("of judges lists each quote that is not as written, with the nearest passage", async () => {
    const path = join(folder, "judgements.jsonl");
    const said = (content: string): object[] => [
      { role: "user", content: "How?" },
      { role: "assistant", content },
    ];
    const answer = (quote: string): string =>
      `<type>Chat</type>\n<rubric>\n1. Right (100%)\n</rubric>\n<eval>\n<quote_A>${quote}</quote_A>\n</eval>\n<answer>[[A]]</answer>`;
    const quotes = ["Rinse the rice once.", "Rinse the rice twice.", "Nobody would say this in a kitchen."];
    const lines = quotes.map((quote, id) =>
      JSON.stringify({
        ...{ id, subset: "chat", results: 1, answers: answer(quote) },
        text_chosen: said("Rinse the rice once. Let it drain for ten minutes."),
        text_rejected: said("Ask a friend."),
      }),
    );
    writeFileSync(path, `${lines.join("\n")}\n`);
    await opened("j", [pathToFileURL(path).href]);
    const judges = await ask<JudgesAnswer>(runJudgesRequest, { run: "j", query: all });
    expect(judges.figures).toMatchObject({ n: 3, quotes: { n: 3, exact: { figure: 1 } } });
    expect(judges.quotes).toHaveLength(2);
    const [exact] = await ask<(ShownQuote[] | null)[]>(runQuotesRequest, { run: "j", rows: [0, 1, 99] });
    expect(exact?.[0]).toMatchObject({ rung: "exact", response: "A", quote: quotes[0], passage: { response: "A" } });
  });

  it("says why nothing of it can be read, and is gone once it is closed", async () => {
    const path = join(folder, "other.jsonl");
    writeFileSync(path, '{"some": "thing"}\n{"some": "thing"}\n');
    expect(await opened("c", [pathToFileURL(path).href])).toMatchObject({ phase: "failed", samples: 0 });
    await client.connection.sendNotification(closeRunNotification.method, { run: "c" });
    expect(await ask(viewRunRequest, { run: "c", query: all })).toBeNull();
  });
});
