/** A team's own scorer over the real protocol: who may run it, what it is told, what becomes of its answers, how it ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  type CodeLens,
  type Command,
  type Hover,
  type MarkupContent,
  ProgressType,
} from "vscode-languageserver-protocol/node";
import { recordRequest } from "../../server/protocol/records";
import { breakdownRequest, rescoreNotification, type BreakdownResult } from "../../server/protocol/rewards";
import {
  runScorerRequest,
  type RunScorerResult,
  type ScorerProgress,
  trustedNotification,
} from "../../server/protocol/scorer";
import { Lifeline } from "../support/lifeline";
import { TestClient } from "./support/testClient";

/** A sample that the reward gives 2.5, 4 with the right city, and −2 under the variant coarse. */
function sample(id: string, city = "Bergen"): string {
  const call = (value: string): string =>
    `<tool_call>\n{"name": "weather", "parameters": {"city": "${value}", "days": 3}}\n</tool_call>`;
  return `@sample id=${id} profile=toolrl step=1
@completion
<think>I look it up.</think>
${call(city)}
@ground_truth
<think>I look it up.</think>
${call("Oslo")}
`;
}
const samples = (count: number): string => Array.from({ length: count }, (_, i) => sample(`s${i}`)).join("");

/** A scorer that answers each request `r`, the `n`th from 0, with the value of this JavaScript. */
const answering = (answer: string): string => `
  let n = -1;
  require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const r = JSON.parse(line);
    n++;
    console.log(${answer});
  });`;

describe("a team's own scorer", () => {
  let folder: string;
  let client: TestClient;
  let opened = 0;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "trace-auditor-scorer-"));
    client = await start();
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const start = (trusted = true): Promise<TestClient> =>
    TestClient.start({
      folder: pathToFileURL(folder).toString(),
      options: { rewards: true, trusted },
      settings: { scorer: { command, timeout: 20 } },
    });
  const command = `"${process.execPath}" scorer.js`;
  async function open(text: string, extension = "trace"): Promise<string> {
    const uri = pathToFileURL(join(folder, `file-${++opened}.${extension}`)).toString();
    await client.open(uri, text, 1, extension);
    return uri;
  }
  const scorer = (script: string): void => writeFileSync(join(folder, "scorer.js"), script);
  const run = (uri: string, params: object = {}): Promise<RunScorerResult | null> =>
    client.ask(runScorerRequest, { uri, ...params });
  const lenses = (uri: string): Promise<CodeLens[]> => client.request("textDocument/codeLens", uri);
  /** The lenses of the scorer alone. */
  const ownLenses = async (uri: string): Promise<Command[]> =>
    (await lenses(uri)).flatMap(({ command: leads }) =>
      leads === undefined || /^Reward|▾|^Open as|^correctness/.test(leads.title) ? [] : [leads],
    );
  const titles = async (uri: string): Promise<string[]> => (await ownLenses(uri)).map(({ title }) => title);
  const breakdown = (uri: string, line: number): Promise<BreakdownResult> =>
    client.ask(breakdownRequest, { uri, at: { line, character: 0 } });

  it("is offered above each sample, once for all of them, and nowhere without the setting", async () => {
    const uri = await open(samples(2));
    const [one, all, other] = await ownLenses(uri);
    const runs = { tooltip: `Runs: ${command}` };
    const at = { line: 2, character: 0 };
    expect(one).toEqual({
      ...runs,
      title: "Score with the team's scorer",
      command: "traceAuditor.runScorer",
      arguments: [uri, at],
    });
    expect(all).toEqual({
      ...runs,
      title: "Score all samples",
      command: "traceAuditor.runScorerOnFile",
      arguments: [uri],
    });
    expect(other?.title).toBe("Score with the team's scorer");

    client.settings = { scorer: { command: " " } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect(await titles(uri)).toEqual([]);
    expect((await run(uri))?.failure).toContain("traceAuditor.scorer.command");
  });

  it("is asked about one sample, whose lens, hover and breakdown then have the answer", async () => {
    scorer(answering("JSON.stringify({ score: 0.5, acc: true, told: 'x', length: r.solution_str.length })"));
    const uri = await open(samples(2));
    expect(await run(uri, { at: { line: 12, character: 0 } })).toEqual({
      answered: 1,
      samples: 1,
      unusable: 0,
      firstUnusable: null,
      differing: 1,
      failure: null,
    });
    const sentence = "Scorer 0.5 · acc 1 · length 118 · reward 2.5 (+2)";
    expect(await titles(uri)).toEqual(["Score with the team's scorer", "Score all samples", sentence, "Ask again"]);
    expect((await ownLenses(uri)).find(({ title }) => title === sentence)).toMatchObject({
      command: "traceAuditor.showBreakdown",
      tooltip: "The scorer gives 0.5, the computed reward is 2.5 (+2).\nClick for the whole breakdown.",
    });
    const place = { position: { line: 11, character: 3 } };
    const hover = await client.request<Hover | null>("textDocument/hover", uri, place);
    expect((hover?.contents as MarkupContent).value).toMatch(/team's scorer: 0\.5\*\*[\s\S]*- acc 1\n- length 118/);
    expect((await breakdown(uri, 12))?.own).toMatchObject({
      score: 0.5,
      components: [
        { name: "acc", value: 1 },
        { name: "length", value: 118 },
      ],
      difference: { computed: 2.5 },
    });
    expect((await breakdown(uri, 2))?.own).toBeNull();
  });

  it("is told of a sample what the command line tells it", async () => {
    scorer(answering("(require('node:fs').writeFileSync('asked', line), 1)"));
    const uri = await open(sample("oslo"));
    await run(uri);
    expect(JSON.parse(readFileSync(join(folder, "asked"), "utf8"))).toEqual({
      id: 0,
      data_source: `file-${opened}.trace`,
      solution_str: sample("x").split("@completion\n")[1]?.split("\n@ground_truth")[0],
      ground_truth: sample("x").split("@ground_truth\n")[1]?.trimEnd(),
      extra_info: { sample_id: "oslo", step: 1, gold: null },
    });
  });

  it("has no answer for a sample that was edited, and has it again once that is undone", async () => {
    scorer(answering("2.5"));
    const uri = await open(sample("oslo"));
    await run(uri);
    expect(await titles(uri)).toEqual(["Scorer 2.5", "Ask again"]);
    const value = { start: { line: 4, character: 44 }, end: { line: 4, character: 50 } };
    await client.change(uri, 2, { range: value, text: "Bodøøø" });
    expect(await titles(uri)).toEqual(["Score with the team's scorer"]);
    await client.change(uri, 3, { range: value, text: "Bergen" });
    expect(await titles(uri)).toEqual(["Scorer 2.5", "Ask again"]);
  });

  it("has its answers held against the variant that is shown, and says which one explains them", async () => {
    scorer(answering("-2"));
    const uri = await open(sample("oslo"));
    await run(uri);
    expect((await breakdown(uri, 2))?.own?.difference?.text).toBe(
      "The scorer gives −2, the computed reward is 2.5 (+4.5). As for the scorer's −2, the variant coarse gives it.",
    );
    await client.tell(rescoreNotification, { uri, rescoring: { variant: "coarse" } });
    expect(await titles(uri)).toEqual(["Scorer −2", "Ask again"]);
  });

  it("shares answers between a record in its file and the record as a document", async () => {
    scorer(answering("JSON.stringify({ score: n, fluency: 0.5 })"));
    const [, , think, ...rest] = sample("x").split("\n");
    const [output, gts] = [think, ...rest].join("\n").trimEnd().split("\n@ground_truth\n");
    const line = (id: string): string => JSON.stringify({ input: "?", output, gts, step: 1, id });
    const uri = await open(`${line("a")}\n${line("b")}\n`, "jsonl");
    expect(await run(uri)).toMatchObject({ answered: 2, samples: 2 });
    const record = await client.ask(recordRequest, { uri, record: 1 });
    const opens = `trace-auditor-record:/${folder}/x/2.trace?${encodeURIComponent(`1&${uri}`)}`;
    await client.open(opens, record?.text ?? "");
    expect(await titles(opens)).toEqual(["Scorer 1 · fluency 0.5 · reward 2.5 (+1.5)", "Ask again"]);

    // What is asked in the document is answered in the file, too.
    scorer(answering("7"));
    expect(await run(opens, { at: { line: 0, character: 0 } })).toMatchObject({ answered: 1 });
    expect((await titles(uri)).filter((title) => title.startsWith("Scorer"))).toEqual([
      "Scorer 0 · fluency 0.5 · reward 2.5 (+2.5)",
      "Scorer 7 · reward 2.5 (−4.5)",
    ]);
  });

  it("is asked about the last turn of a dialogue, as any reward is", async () => {
    scorer(answering("JSON.stringify({ score: 1, last: r.solution_str.includes('last') })"));
    const turn = (words: string): object[] => [
      { role: "user", content: "?" },
      { role: "assistant", content: `<think>${words}</think>\n<response>Yes.</response>` },
    ];
    const uri = await open(`${JSON.stringify({ messages: [...turn("first"), ...turn("last")] })}\n`, "jsonl");
    expect(await titles(uri)).toEqual(["Score with the team's scorer"]);
    expect(await run(uri)).toMatchObject({ answered: 1 });
    expect(await titles(uri)).toEqual(["Scorer 1 · last 1", "Ask again"]);
  });

  it("tells how far it is", async () => {
    scorer(answering("1"));
    const uri = await open(samples(300));
    const told: ScorerProgress[] = [];
    const listener = client.connection.onProgress(new ProgressType<ScorerProgress>(), "t", (value) => {
      told.push(value);
    });
    expect(await run(uri, { progressToken: "t" })).toMatchObject({ answered: 300, differing: 300 });
    listener.dispose();
    expect(told.at(-1)).toEqual({ answered: 300, samples: 300 });
    expect(told.map(({ answered }) => answered)).toEqual(told.map(({ answered }) => answered).sort((a, b) => a - b));
  });

  it("forgets the answers of another scorer", async () => {
    scorer(answering("1"));
    const uri = await open(sample("oslo"));
    await run(uri);
    client.settings = { scorer: { command: `${command} --other` } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await expect.poll(() => titles(uri)).toEqual(["Score with the team's scorer"]);
  });

  describe("that fails", () => {
    it.each([
      ["prints no JSON", "'hello'", /is not JSON\. Whatever else .* standard error\. It was: hello/],
      ["gives no number", "JSON.stringify({ acc: 1 })", /no number under "score"/],
      ["gives no finite number", "'1e999'", /not a finite number/],
      ["says that it cannot", "JSON.stringify({ error: 'no such tool' })", /no such tool/],
    ])("on one sample, since it %s, is told there, and the others have theirs", async (_, wrong, why) => {
      scorer(answering(`n === 0 ? ${wrong} : 2.5`));
      const uri = await open(samples(2));
      const result = await run(uri);
      expect(result).toMatchObject({ answered: 2, unusable: 1, failure: null });
      expect(result?.firstUnusable).toMatch(why);
      expect(await titles(uri)).toEqual([
        "Scorer: no score",
        "Ask again",
        "Score all samples",
        "Scorer 2.5",
        "Ask again",
      ]);
      expect((await ownLenses(uri))[0]?.tooltip).toMatch(why);
      expect((await breakdown(uri, 2))?.own?.failure).toMatch(why);
    });

    it("by ending early is told with its last words, all of which are in the log", async () => {
      scorer('console.error("Loading the model.\\nNo such model: x"); process.exit(3);');
      const uri = await open(samples(2));
      const result = await run(uri);
      expect(result).toMatchObject({ answered: 0, samples: 2 });
      expect(result?.failure).toMatch(/ended with exit code 3 before all samples .* It said last: No such model: x$/);
      expect(await client.heard(() => client.log.find((line) => line.includes("Loading the model.")))).toContain("x");
    });

    it("because there is no such command is told, and where it was looked for", async () => {
      client.settings = { scorer: { command: "no-such-scorer-here" } };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      const result = await run(await open(sample("oslo")));
      expect(result?.failure).toContain("the shell does not find its command");
      expect(result?.failure).toContain(`in ${folder}; the setting traceAuditor.scorer.command names it.`);
    });

    it("to answer in time is ended and told; what it answered before stays", async () => {
      client.settings = { scorer: { command, timeout: 1 } };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      scorer(answering("n === 0 ? 2.5 : ''"));
      const uri = await open(samples(2));
      const result = await run(uri);
      expect(result).toMatchObject({ answered: 1, samples: 2 });
      expect(result?.failure).toMatch(/no answer for 1 seconds\..*traceAuditor\.scorer\.timeout gives it more/);
      expect(await titles(uri)).toContain("Scorer 2.5");
    });

    it("by writing more lines than it should leaves no answer, since none can be trusted", async () => {
      scorer(`console.log("Ready."); ${answering("2.5")}`);
      const uri = await open(samples(2));
      const result = await run(uri);
      expect(result).toMatchObject({ answered: 0 });
      expect(result?.failure).toContain("more lines than there are samples");
      expect((await titles(uri)).filter((title) => title.startsWith("Scorer"))).toEqual([]);
    });
  });

  describe("leaves nothing running", () => {
    /** Answers the first request, and starts a process of its own that lives on. */
    const lasting = ({ script }: Lifeline): string =>
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(script)}], { stdio: "ignore" });
      ${answering("n === 0 ? 2.5 : ''")} setInterval(() => {}, 1000);`;

    it("where the user cancels; what it answered before stays", async () => {
      const started = await Lifeline.open();
      scorer(lasting(started));
      const uri = await open(samples(2));
      const cancel = new CancellationTokenSource();
      const progressToken = "cancelled";
      const answered = new Promise<void>((resolve) => {
        client.connection.onProgress(new ProgressType<ScorerProgress>(), progressToken, () => resolve());
      });
      const ran = client.ask(runScorerRequest, { uri, progressToken }, cancel.token);
      await Promise.all([started.begun, answered]);
      cancel.cancel();
      await expect(ran).rejects.toThrow(/cancelled/);
      await started.ended();
      expect(await titles(uri)).toContain("Scorer 2.5");
    });

    it("where the server ends", async () => {
      const started = await Lifeline.open();
      scorer(lasting(started));
      const uri = await open(samples(2));
      const ran = run(uri).catch(() => null);
      await started.begun;
      await client.stop();
      await started.ended();
      client = await start();
      void ran;
    });
  });

  it("is not run, nor offered, before the user trusts the workspace", async () => {
    await client.stop();
    client = await start(false);
    scorer("require('node:fs').writeFileSync('beats', '1')");
    const uri = await open(samples(2));
    expect(await titles(uri)).toEqual([]);
    expect((await run(uri))?.failure).toMatch(/only in workspaces that you trust/);
    expect(() => readFileSync(join(folder, "beats"))).toThrow();
    scorer(answering("2.5"));
    await client.tell(trustedNotification);
    expect(await run(uri)).toMatchObject({ answered: 2, failure: null });
  });

  it("is not run where there is no folder to run it in", async () => {
    const other = await TestClient.start({
      options: { rewards: true, trusted: true },
      settings: { scorer: { command } },
    });
    const remote = await TestClient.start({
      folder: "vscode-vfs://github/team/traces",
      options: { rewards: true, trusted: true },
      settings: { scorer: { command } },
    });
    for (const [one, uri, why] of [
      [other, "untitled:one.trace", /no folder is open/],
      [remote, "vscode-vfs://github/team/traces/one.trace", /virtual one/],
    ] as const) {
      await one.open(uri, sample("oslo"));
      const result = await one.ask(runScorerRequest, { uri });
      expect(result?.failure).toMatch(why);
      await one.stop();
    }
  });
});
