import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { breaksOff, json, modelServer, says, verdict, type Answering, type ModelServer } from "../support/modelServer";
import { folderWith, traceAuditor } from "./support/commandLine";
import { historyLines, judge, linesOf, pairs, rightly, theFirst } from "./support/judging";

let server: ModelServer;
afterEach(() => server.close());

describe("trace-auditor judge", () => {
  it("gives one line a judgement, in the records' order, with the keys that are public", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(20) });
    const run = await judge(server, folder);
    const lines = linesOf(run);
    expect(run.code).toBe(0);
    expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `p${i}`));
    expect(Object.keys(lines[0]!)).toEqual([
      "file", "record", "trace", "id", "model", "order", "repeat", "state", "verdict", "choice", "right", "tokens",
      "seconds", "from", "text",
    ]); // prettier-ignore
    expect(
      lines.every(({ state, choice, right, from }) => state === "ok" && choice === "A" && right && from === "endpoint"),
    ).toBe(true);
    // One fixed order would make a lean to a slot look like accuracy: it is drawn for each sample.
    expect(new Set(lines.map(({ order }) => order))).toEqual(new Set(["AB", "BA"]));
    expect(run.stderr).toContain("vllm 0.32.0, 8,192 tokens of context");
    expect(run.stderr).toContain("20 questions asked, 0 answered from the history");
    const [{ body, headers }] = server.asked as [ModelServer["asked"][0]];
    expect(body).toMatchObject({
      model: "judge",
      stream: true,
      temperature: 0,
      max_tokens: 2048,
      repetition_penalty: 1,
    });
    expect(headers["accept-encoding"]).toBe("identity");
    expect(body.messages?.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  it("answers from the history what was asked before, and asks anew only when told", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(5) });
    const first = await judge(server, folder);
    const again = await judge(server, folder);
    expect(server.asked).toHaveLength(5);
    expect(linesOf(again).map(({ from }) => from)).toEqual(Array(5).fill("history"));
    expect(linesOf(again).map(({ text }) => text)).toEqual(linesOf(first).map(({ text }) => text));
    await judge(server, folder, "--anew");
    expect(server.asked).toHaveLength(10);
  });

  it("asks in both orders, and tells a lean", async () => {
    server = await modelServer(theFirst);
    const folder = folderWith({ "pairs.jsonl": pairs(8) });
    const lines = linesOf(await judge(server, folder, "--both-orders"));
    expect(lines.map(({ order, choice }) => `${order} ${choice}`)).toEqual(Array(8).fill(["AB A", "BA B"]).flat());
    const report = await traceAuditor(["judge", "report", "pairs.jsonl", "--history", "h"], { folder });
    expect(report.stdout).toContain("8 to the first slot, 0 to the second; p 0.0078");
    expect(report.stdout).toContain("consistency       0.0000 (0 of 8");
    expect(report.stdout).toContain("mean of orders    0.5000");
  });

  it("counts no judgement of an earlier text, and says so", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(3) });
    await judge(server, folder);
    writeFileSync(join(folder, "pairs.jsonl"), pairs(3).replace("good 1", "good one"));
    const report = await traceAuditor(["judge", "report", "pairs.jsonl", "--history", "h", "--format", "json"], {
      folder,
    });
    expect(JSON.parse(report.stdout)).toMatchObject({
      models: [{ samples: 2, accuracy: { n: 2 } }],
      earlier: { samples: 1, judgements: 1 },
    });
    expect(report.stderr).toContain("1 judgement is of an earlier text of 1 sample and does not count");
    // Another file with the same ids holds other samples, not later texts of these.
    writeFileSync(join(folder, "others.jsonl"), pairs(3).replaceAll("good", "fine"));
    const others = await traceAuditor(["judge", "report", "others.jsonl", "--history", "h"], { folder });
    expect(others.stderr).not.toContain("earlier");
  });

  it("draws votes with a seed each, and refuses votes at temperature 0", async () => {
    server = await modelServer((response, { body }) => {
      says(verdict(body.seed === 1 ? "B" : "A"))(response);
    });
    const folder = folderWith({ "pairs.jsonl": pairs(1) });
    const lines = linesOf(await judge(server, folder, "--votes", "3"));
    expect(lines.map(({ repeat }) => repeat)).toEqual([0, 1, 2]);
    expect(server.asked.map(({ body }) => [body.seed, body["temperature"]]).sort()).toEqual([[0, 0.7], [1, 0.7], [2, 0.7]]); // prettier-ignore
    const refused = await judge(server, folder, "--votes", "3", "--temperature", "0");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("all votes are drawn alike")]);
  });

  it("stops voting once the rest cannot change the majority, and keeps the share out of the figures", async () => {
    server = await modelServer((response, { body }) => {
      const swings = body.messages?.at(-1)?.content.includes("good 1") === true;
      says(verdict(swings && (body.seed ?? 0) % 2 === 1 ? "B" : "A"))(response);
    });
    const folder = folderWith({ "pairs.jsonl": pairs(2) });
    const run = await judge(server, folder, "--votes", "5", "--stop-early");
    // 3 of 5 decide the first; the second is at 2 : 1 after three, 2 : 2 after four, and decided by its fifth.
    expect(linesOf(run).map(({ id, repeat }) => `${id} ${repeat}`)).toEqual([
      ...[0, 1, 2].map((repeat) => `p0 ${repeat}`),
      ...[0, 1, 2, 3, 4].map((repeat) => `p1 ${repeat}`),
    ]);
    expect(server.asked).toHaveLength(8);
    expect(run.stderr).toContain("8 questions asked, 0 answered from the history, 2 not needed");
    const figures = async (): Promise<object> => {
      const args = ["judge", "report", "pairs.jsonl", "--history", "h", "--format", "json"];
      const { models } = JSON.parse((await traceAuditor(args, { folder })).stdout) as { models: object[] };
      return models[0]!;
    };
    expect(await figures()).toMatchObject({ votes: { meanShare: 0.6, n: 1, stoppedEarly: 1 }, calibration: { n: 1 } });
    // All votes asked for, the share is known.
    expect(linesOf(await judge(server, folder, "--votes", "5"))).toHaveLength(10);
    expect(server.asked).toHaveLength(10);
    expect(await figures()).toMatchObject({ votes: { meanShare: 0.8, n: 2, stoppedEarly: 0 }, calibration: { n: 2 } });
  });

  it("asks in as many orders as told, and no more than there are", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(1) });
    expect(linesOf(await judge(server, folder, "--orders", "1"))).toHaveLength(1);
    expect(linesOf(await judge(server, folder, "--orders", "2")).map(({ order }) => order)).toEqual(["AB", "BA"]);
    const many = await judge(server, folder, "--orders", "3");
    expect([many.code, many.stderr]).toEqual([2, expect.stringContaining("two responses have only two orders")]);
    const both = await judge(server, folder, "--orders", "2", "--both-orders");
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("cannot be used with")]);
  });

  it("never asks again because a verdict does not parse: it is a result", async () => {
    server = await modelServer(says("I cannot decide."));
    const run = await judge(server, folderWith({ "pairs.jsonl": pairs(3) }));
    const lines = linesOf(run);
    expect(lines.map(({ state }) => state)).toEqual(["malformed", "malformed", "malformed"]);
    // What is wrong with it is told unasked.
    expect(lines.every(({ findings = [] }) => findings.some(({ rule }) => rule === "verdict-missing"))).toBe(true);
    expect(server.asked).toHaveLength(3);
    expect(run.code).toBe(0);
  });

  it("tells what the rules find in a judgement when asked, and of one that was cut off nothing that needs its end", async () => {
    const whole = "<rubric>Depth.</rubric>\n<answer>[[A]]</answer> so A.";
    server = await modelServer(says(whole));
    const folder = folderWith({ "pairs.jsonl": pairs(1) });
    const [unasked] = linesOf(await judge(server, folder));
    expect(unasked).not.toHaveProperty("findings");
    const [line] = linesOf(await judge(server, folder, "--findings"));
    expect(line?.from).toBe("history");
    const found = line?.findings?.find(({ rule }) => rule === "text-outside-tags");
    expect(found).toEqual({
      rule: "text-outside-tags",
      severity: "warning",
      message: expect.any(String) as string,
      range: { start: { line: 1, character: 23 }, end: { line: 1, character: 28 } },
    });
    await server.close();
    server = await modelServer(says("<rubric>Depth", "length"));
    const [cut] = linesOf(await judge(server, folder, "--anew", "--findings"));
    expect(cut?.state).toBe("truncated");
    expect(cut?.findings?.map(({ rule }) => rule)).not.toContain("verdict-missing");
  });

  it.each<[string, Answering, string]>([
    ["truncated at the limit", says(verdict("A"), "length"), "truncated"],
    ["empty", says(""), "empty"],
  ])("tells an answer that is %s", async (_, answer, state) => {
    server = await modelServer(answer);
    expect(linesOf(await judge(server, folderWith({ "pairs.jsonl": pairs(1) })))[0]?.state).toBe(state);
  });

  it("loses nothing to a server a third of whose answers fail", async () => {
    const failures: Answering[] = [
      json(
        503,
        { error: { message: "The engine is currently busy", type: "Service Unavailable", code: 503 } },
        { "retry-after-ms": "1" },
      ),
      json(429, { error: "Model is overloaded", error_type: "overloaded" }, { "retry-after-ms": "1" }),
      breaksOff,
      (response) => void response.destroy(),
      (response) => {
        says("half of it", null)(response);
      },
      json(502, "<html>Bad Gateway</html>", { "retry-after-ms": "1" }),
    ];
    server = await modelServer((response, asked) => {
      const failure = asked.number % 3 === 1 ? failures[Math.floor(asked.number / 3) % failures.length] : undefined;
      return (failure ?? rightly)(response, asked);
    });
    const folder = folderWith({ "pairs.jsonl": pairs(30) });
    let run = await judge(server, folder, "--concurrency", "16");
    // The same command, run again, asks for what failed five times in a row.
    for (let tries = 0; run.code !== 0 && tries < 5; tries++) run = await judge(server, folder, "--concurrency", "16");
    expect(linesOf(run).map(({ id, right }) => [id, right])).toEqual(
      Array.from({ length: 30 }, (_, i) => [`p${i}`, true]),
    );
    const answers = historyLines(folder).filter(({ outcome }) => outcome === "answered");
    expect(new Set(answers.map(({ request }) => request)).size).toBe(30);
    expect(answers).toHaveLength(30);
  });

  it.each<[string, Answering, RegExp]>([
    ["a key that is wrong", json(401, { error: "Unauthorized" }), /Stopped: Unauthorized/],
    [
      "a quota that is used up",
      json(429, { error: { message: "You exceeded your quota", type: "insufficient_quota", code: null } }),
      /Stopped: You exceeded/,
    ],
    [
      "a wait of an hour",
      json(429, { error: "later" }, { "retry-after": "3600" }),
      /Stopped: the server asks to wait 60 minutes/,
    ],
  ])("ends the run at %s", async (_, answer, told) => {
    server = await modelServer(answer);
    const run = await judge(server, folderWith({ "pairs.jsonl": pairs(30) }), "--concurrency", "2");
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(told);
    expect(server.asked.length).toBeLessThan(10);
    expect(linesOf(run)).toHaveLength(30);
  });

  it("does not ask again where a prompt does not fit", async () => {
    server = await modelServer(
      json(400, {
        error: {
          code: 400,
          message: "request (2631 tokens) exceeds the available context size (2048 tokens)",
          type: "exceed_context_size_error",
        },
      }),
    );
    const run = await judge(server, folderWith({ "pairs.jsonl": pairs(1) }));
    expect(server.asked).toHaveLength(1);
    expect(linesOf(run)[0]?.error?.code).toBe("overflow");
    expect(run.stderr).toContain("1 question failed (overflow): request (2631 tokens) exceeds");
    expect(run.code).toBe(2);
  });

  it("counts and sends nothing in a dry run", async () => {
    server = await modelServer(rightly);
    const run = await judge(
      server,
      folderWith({ "pairs.jsonl": pairs(4) }),
      "--both-orders",
      "--dry-run",
      "--price",
      "1,2",
    );
    expect(JSON.parse(run.stdout)).toMatchObject({
      samples: 4,
      requests: 8,
      completionTokensAtMost: 8 * 2048,
      skipped: 0,
    });
    expect(server.requests()).toBe(0);
  });

  it("stops at its budget of tokens, and goes on from there", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(10) });
    const run = await judge(server, folder, "--token-budget", "300", "--concurrency", "1");
    expect(run.stderr).toContain("Stopped: the budget of tokens is used up");
    const before = server.asked.length;
    expect(before).toBeLessThan(10);
    expect((await judge(server, folder)).code).toBe(0);
    expect(server.asked).toHaveLength(10);
  });

  it("asks a panel, and tells how far it agrees", async () => {
    server = await modelServer((response, asked) =>
      (asked.body.model === "judge" ? rightly : theFirst)(response, asked),
    );
    const folder = folderWith({ "pairs.jsonl": pairs(12) });
    const lines = linesOf(await judge(server, folder, "--model", `other@${server.url}/v1`));
    expect(lines.map(({ model }) => model)).toEqual(Array(12).fill(["judge", "other"]).flat());
    const report = await traceAuditor(["judge", "report", "pairs.jsonl", "--history", "h", "--format", "json"], {
      folder,
    });
    const { models, pairs: [pair] } = JSON.parse(report.stdout) as { models: { model: string; accuracy: { right: number; n: number } }[]; pairs: { n: number; mcNemar: { first: number; second: number } }[] }; // prettier-ignore
    expect(models[0]).toMatchObject({ model: "judge", accuracy: { right: 12, n: 12 } });
    const { right } = models[1]!.accuracy;
    expect(pair).toMatchObject({ n: 12, mcNemar: { first: 12 - right, second: 0 } });
  });

  it("judges only what passes a filter, and refuses one that it cannot answer", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(12) });
    expect(linesOf(await judge(server, folder, "--only", "id:p1*")).map(({ id }) => id)).toEqual(["p1", "p10", "p11"]);
    const refused = await judge(server, folder, "--only", "rule:tool-call-json");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("does not know rule")]);
  });

  it("holds an answer against its ground truth", async () => {
    server = await modelServer((response, { body }) => {
      says(
        body.messages?.at(-1)?.content.includes("[The Start of the Reference]\n4\n")
          ? "<answer>[[right]]</answer>"
          : "?",
      )(response);
    });
    const record = { input: "2+2?", output: "<answer>four</answer>", gts: "4", score: 1 };
    const run = await judge(server, folderWith({ "pairs.jsonl": `${JSON.stringify(record)}\n` }));
    expect(linesOf(run)[0]).toMatchObject({ state: "ok", verdict: { "ground-truth": "right" }, choice: "right" });
  });
});
