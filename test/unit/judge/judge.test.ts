import { describe, expect, it } from "vitest";
import { Judge, type JudgeSetup } from "../../../server/core/judge/flow/judge";
import type { Judgement } from "../../../server/core/judge/flow/judgement";
import { plan, type JudgeOptions } from "../../../server/core/judge/flow/plan";
import { RolloutPairs } from "../../../server/core/judge/flow/rollouts";
import { History } from "../../../server/core/judge/history/history";
import { Client } from "../../../server/core/judge/endpoint/client";
import { readAddress } from "../../../server/core/judge/endpoint/endpoint";
import type { Http } from "../../../server/core/host/http";
import type { Sample } from "../../../server/core/model/sample";
import { Random } from "../../support/random";
import { FakeHttp, FastClock, MemoryLog, messagesOf, pair, part, rightVerdict, sha256, type Reply } from "./fakes";

const usual: JudgeOptions = {
  prompt: undefined,
  bothOrders: false,
  votes: 1,
  temperature: 0,
  maxTokens: 100,
  seed: 0,
  confidence: "votes",
};

const endpoint = { address: readAddress("http://127.0.0.1:1"), model: "judge", key: undefined };

interface Run {
  readonly judgements: readonly Judgement[];
  readonly judge: Judge;
  readonly clock: FastClock;
  readonly client: Client;
}

async function run(
  http: Http,
  samples: readonly Sample[],
  {
    log = new MemoryLog(),
    options = {},
    setup = {},
  }: { log?: MemoryLog; options?: Partial<JudgeOptions>; setup?: Partial<JudgeSetup> } = {},
): Promise<Run> {
  const clock = new FastClock();
  const seeded = new Random(1);
  const random = (): number => seeded.next();
  const client = new Client(endpoint, { http, clock, random, inFlight: 32 });
  const all = { ...usual, ...options };
  const history = await History.open(log);
  const judge = new Judge({ clients: [client], history, clock, options: all, anew: false, ...setup });
  const judged = samples.map(async (sample) => {
    const planned = plan(sample, [endpoint], all, sha256);
    if ("problem" in planned) throw new Error(planned.problem);
    return judge.judge(planned);
  });
  return { judgements: (await Promise.all(judged)).flat(), judge, clock, client };
}

const busy: Reply = { status: 503, body: { error: { message: "busy", code: 503 } } };

const half = 'data: {"choices": [{"index": 0, "delta": {"content": "<answer>[["}}]}\n\n';

function streamed(body: string): Reply {
  return { status: 200, body, headers: { "content-type": "text/event-stream" } };
}

describe("judging 2,000 samples of which a third of the answers fail in turn", () => {
  const failures: Reply[] = [
    busy,
    { status: 429, body: "slow down", headers: { "retry-after": "2" } },
    {
      status: 500,
      body: { error: { message: "litellm.InternalServerError: Connection error.", type: null, code: "500" } },
    },
    { status: 502, body: "<html>" },
    { status: 504, body: "" },
    { status: 408, body: "" },
    { breaks: "reset" },
    { breaks: "late" },
    { breaks: "unreachable" },
    { says: "half", finish: null },
    // TGI; llama-server while it loads; Ollama.
    { status: 429, body: { error: "Model is overloaded", error_type: "overloaded" } },
    { status: 503, body: { error: { code: 503, message: "Loading model", type: "unavailable_error" } } },
    { status: 503, body: { error: { message: "server busy", type: "api_error", param: null, code: null } } },
    // Streams that are cut, or end in an error: vLLM and SGLang, llama-server before autumn 2025.
    streamed(half),
    streamed(`${half}data: {"error": {"message": "The queue is full", "code": 503}}\n\ndata: [DONE]\n\n`),
    streamed(`${half}error: {"code": 503, "message": "slot is gone", "type": "unavailable_error"}\n\n`),
    streamed(`${half}data: [DONE]\n\n`),
  ];

  it("loses none, and asks none twice that was answered", async () => {
    const log = new MemoryLog();
    const http = new FakeHttp((request, number) =>
      number % 3 === 0 ? failures[(number / 3) % failures.length]! : { says: rightVerdict(request) },
    );
    const samples = Array.from({ length: 2000 }, (_, i) => pair(i));
    const first = await run(http, samples, { log });
    const failed = first.judgements.filter(({ state }) => state === "failed");
    // Each of these failures is tried again: five in a row are chance, 8 of 2,000 on the average.
    expect(failed.length).toBeLessThan(50);
    expect(first.judgements.filter(({ right }) => right)).toHaveLength(2000 - failed.length);
    const again = await run(http, samples, { log });
    expect(again.judgements.every(({ right }) => right)).toBe(true);
    expect(again.judgements.filter(({ from }) => from === "endpoint")).toHaveLength(failed.length);
    const answers = log.kept
      .map((line) => JSON.parse(line) as { outcome: string; request: string })
      .filter(({ outcome }) => outcome === "answered");
    expect(new Set(answers.map(({ request }) => request)).size).toBe(answers.length);
    expect(answers).toHaveLength(2000);
  });

  it("never has more under way than allowed, and halves at a refusal", async () => {
    const http = new FakeHttp((request, number) => (number < 32 ? busy : { says: rightVerdict(request) }));
    const { client, judgements } = await run(
      http,
      Array.from({ length: 100 }, (_, i) => pair(i)),
    );
    expect(http.most).toBeLessThanOrEqual(32);
    expect(judgements.every(({ right }) => right)).toBe(true);
    // One wave of refusals halves once; each clean round adds one.
    expect(client.allowed).toBeGreaterThanOrEqual(16);
    expect(client.allowed).toBeLessThan(32);
  });
});

describe("a process that is killed", () => {
  it("leaves a history that reads, wherever: only what it lacks is asked again", async () => {
    const samples = Array.from({ length: 40 }, (_, i) => pair(i));
    const whole = new MemoryLog();
    const http = new FakeHttp((request) => ({ says: rightVerdict(request) }));
    await run(http, samples, { log: whole });
    const random = new Random(7);
    for (let kill = 0; kill < 200; kill++) {
      const lines = Math.floor(random.next() * 40);
      const torn = whole.kept[lines]!;
      const log = new MemoryLog(
        [...whole.kept.slice(0, lines), torn.slice(0, Math.floor(random.next() * torn.length))].filter(
          (line) => line !== "",
        ),
      );
      const counted = new FakeHttp((request) => ({ says: rightVerdict(request) }));
      const { judgements } = await run(counted, samples, { log });
      expect(counted.questions).toHaveLength(40 - lines);
      expect(judgements.every(({ right }) => right)).toBe(true);
    }
  });
});

describe("what is asked", () => {
  const rightly = (): FakeHttp => new FakeHttp((request) => ({ says: rightVerdict(request) }));

  it("draws an order from the sample's hash, about half each, always the same", async () => {
    const samples = Array.from({ length: 400 }, (_, i) => pair(i));
    const one = (await run(rightly(), samples)).judgements.map(({ entry }) => entry.order);
    const other = (await run(rightly(), samples)).judgements.map(({ entry }) => entry.order);
    expect(one).toEqual(other);
    const first = one.filter((order) => order === "AB").length;
    expect(Math.abs(first - 200)).toBeLessThan(40);
  });

  it("asks the same question once, were it there twice", async () => {
    const http = rightly();
    const { judgements } = await run(http, [pair(1), pair(1), pair(1)]);
    expect(http.questions).toHaveLength(1);
    expect(judgements.map(({ right }) => right)).toEqual([true, true, true]);
  });

  it("keeps votes votes: a seed each", async () => {
    const http = rightly();
    await run(http, [pair(1)], { options: { votes: 5, temperature: 0.7 } });
    const seeds = http.questions.map(({ body }) => (JSON.parse(body ?? "") as { seed: number }).seed);
    expect(seeds.sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it("asks a record that holds its own prompt with its messages as they are, or with the responses changed", async () => {
    const own =
      "[Client Question]\nWhich?\n\n[The Start of Chatbot A's Response]\ngood\n[The End of Chatbot A's Response]\n\n[The Start of Chatbot B's Response]\nbad\n[The End of Chatbot B's Response]";
    const sample: Sample = {
      ...pair(1, "good", "bad"),
      turns: [
        { role: "system", part: part("system", "Be fair."), calls: [] },
        { role: "user", part: part("user", own), calls: [] },
      ],
    };
    const http = rightly();
    const { judgements } = await run(http, [sample], { options: { bothOrders: true } });
    const [one, other] = http.questions.map(messagesOf);
    expect(one).toEqual([
      { role: "system", content: "Be fair." },
      { role: "user", content: own },
    ]);
    expect(other?.[1]?.content).toBe(
      own.replace("\ngood\n", "\n@\n").replace("\nbad\n", "\ngood\n").replace("\n@\n", "\nbad\n"),
    );
    expect(judgements.map(({ choice, entry }) => [choice, entry.prompt])).toEqual([
      ["A", "record"],
      ["A", "record"],
    ]);
  });

  it("holds the rollouts of a group against one another", () => {
    const rollout = (group: string, text: string, score: number): Sample => {
      return {
        ...pair(1),
        unanswered: undefined as never,
        responses: undefined,
        completion: part("completion", text),
        attributes: { group, score },
      };
    };
    const pairs = new RolloutPairs();
    expect(pairs.add(rollout("g", "one", 1))).toBeUndefined();
    expect(pairs.add(rollout("h", "else", 1))).toBeUndefined();
    const second = pairs.add(rollout("g", "two", 0));
    expect([second?.responses?.a.text, second?.responses?.b.text, second?.attributes.gold]).toEqual([
      "one",
      "two",
      "A",
    ]);
    expect(pairs.add(rollout("g", "three", 0))?.attributes.gold).toBeUndefined();
  });
});

describe("what is read", () => {
  async function one(reply: Reply, options: Partial<JudgeOptions> = {}): Promise<Judgement> {
    const sample: Sample = { ...pair(1), unanswered: undefined as never };
    return (await run(new FakeHttp(() => reply), [sample], { options })).judgements[0]!;
  }

  it("reads a verdict behind reasoning that the server left in the text", async () => {
    expect(await one({ says: "maybe <answer>[[B]]</answer></think>\n<answer>[[A]]</answer>" })).toMatchObject({
      state: "ok",
      choice: "A",
      verdict: { parsed: "A", eval: null },
    });
  });

  it("takes a cut prompt for what it is", async () => {
    const http = new FakeHttp((request) => {
      const length = messagesOf(request).reduce((sum, { content }) => sum + content.length, 0);
      return {
        says: rightVerdict(request),
        usage: { prompt_tokens: Math.min(2000, Math.round(length / 4)), completion_tokens: 9 },
      };
    });
    const samples = [...Array.from({ length: 5 }, (_, i) => pair(i)), pair(9, `good ${"x".repeat(60_000)}`)];
    const judgements: Judgement[] = [];
    const log = new MemoryLog();
    for (const sample of samples) judgements.push(...(await run(http, [sample], { log })).judgements);
    const together = await run(http, samples, { setup: { anew: true } });
    expect(together.judgements.map(({ state }) => state)).toEqual([...Array<string>(5).fill("ok"), "cut-prompt"]);
    expect(together.judgements.at(-1)?.choice).toBeUndefined();
  });

  it("sends no prompt that Ollama would cut, once it says how much it reads", async () => {
    const server = new FakeHttp((request) => ({ says: rightVerdict(request) }));
    const pages: Readonly<Record<string, object>> = {
      "/v1/models": { data: [{ id: "judge", owned_by: "library" }] },
      "/api/ps": { models: [{ name: "judge", context_length: 4096 }] },
    };
    const http: Http = {
      send: (request) => {
        const page = pages[new URL(request.url).pathname];
        return page === undefined
          ? server.send(request)
          : new FakeHttp(() => ({ status: 200, body: page })).send({ ...request, method: "POST" });
      },
    };
    const { judgements } = await run(http, [pair(1), pair(2, "long ".repeat(6000))]);
    expect(judgements.map(({ state, entry }) => [state, entry.error?.kind])).toEqual([
      ["ok", undefined],
      ["failed", "overflow"],
    ]);
    expect(judgements[1]?.entry).toMatchObject({ tries: 0, text: "" });
    expect(server.questions).toHaveLength(1);
  });

  it("takes the price that a gateway tells, whole or in its parts", async () => {
    const priced = async (headers: Record<string, string>): Promise<number | undefined> => {
      const body = { choices: [{ message: { content: "x" }, finish_reason: "stop" }] };
      const http: Http = {
        send: async (request) => {
          const response = await new FakeHttp(() => ({ status: 200, body })).send(request);
          return { ...response, headers: { ...response.headers, ...headers } };
        },
      };
      return (await run(http, [pair(1)])).judgements[0]?.entry.price;
    };
    expect(await priced({ "x-litellm-response-cost": "0.25" })).toBe(0.25);
    expect(await priced({ "x-litellm-response-cost-original": "0.5" })).toBe(0.5);
    expect(await priced({ "x-litellm-response-cost-input": "0.5", "x-litellm-response-cost-output": "0.25" })).toBe(
      0.75,
    );
    expect(await priced({})).toBeUndefined();
  });

  it("notes that the server answers with another model", async () => {
    const http: Http = {
      send: (request) =>
        new FakeHttp(() => ({
          status: 200,
          body: { model: "small", choices: [{ message: { content: "x" }, finish_reason: "stop" }] },
        })).send(request),
    };
    expect((await run(http, [pair(1)])).judgements[0]?.entry.marks).toEqual(["other-model"]);
  });

  it("compares a reward model's scores", async () => {
    const http = new FakeHttp((request) => ({
      status: 200,
      body: { data: [{ probs: [messagesOf(request).at(-1)?.content.includes("good") === true ? 2.5 : -1] }] },
    }));
    const { judgements } = await run(http, [pair(1), pair(2)], { setup: { scalar: "classify" } });
    expect(judgements.map(({ choice, state }) => [choice, state])).toEqual([
      ["A", "ok"],
      ["A", "ok"],
    ]);
    expect(judgements[0]?.confidence).toBeCloseTo(1 / (1 + Math.exp(-3.5)), 12);
  });

  it("takes confidence from the verdict's token, over the labels alone", async () => {
    const token = (text: string, top: [string, number][] = []): object => ({
      token: text,
      logprob: 0,
      top_logprobs: top.map(([other, logprob]) => ({ token: other, logprob })),
    });
    const body = {
      choices: [{
        message: { content: "[[B]] is mentioned. <answer>[[A]]</answer>" }, finish_reason: "stop",
        logprobs: { content: [token("[[B]] is mentioned. "), token("<answer>[["), token("A", [["A", Math.log(0.6)], ["B", Math.log(0.2)], ["Answer", Math.log(0.1)], ["C", -9999]]), token("]]</answer>")] },
      }],
    }; // prettier-ignore
    const judgement = await one({ status: 200, body }, { confidence: "logprobs" });
    expect(judgement.confidence).toBeCloseTo(0.75, 12);
  });
});
