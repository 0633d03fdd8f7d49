/**
 * `judge` on 5,000 samples with 32 requests under way, against a server on this machine that answers in 50 ms: the wall
 * that the number in flight allows, the CPU of a bare loop over node:http beside it, and memory.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "./measure";

const samples = 5000;
const inFlight = 32;
const delay = 50;
/** The bare loop and the judge run in turn so often; medians count. */
const rounds = 5;

/** Writes what a process has used when it ends. */
const meter = `
const { writeFileSync } = require("node:fs");
const start = performance.now();
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.USED, JSON.stringify({
    wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024,
  }));
});
`;

/** A judge that takes its time and says A. */
const server = `
const { createServer } = require("node:http");
const event = (value) => "data: " + JSON.stringify(value) + "\\n\\n";
const words = "The first response answers the question, and the second does not. ".repeat(8).split(" ");
const text = words.map((word) => event({ choices: [{ index: 0, delta: { content: word + " " } }] })).join("") +
  event({ choices: [{ index: 0, delta: { content: "<answer>[[A]]</answer>" }, finish_reason: "stop" }] }) +
  event({ choices: [], usage: { prompt_tokens: 500, completion_tokens: 100 } }) + "data: [DONE]\\n\\n";
createServer((request, response) => {
  request.resume();
  if (request.method === "GET") return response.end('{"data":[{"id":"judge","owned_by":"vllm"}]}');
  setTimeout(() => response.writeHead(200, { "content-type": "text/event-stream" }).end(text), ${delay});
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
`;

/** The same requests and nothing else: sent, and read to their end. */
const bareLoop = `
const { request, Agent } = require("node:http");
const { readFileSync } = require("node:fs");
const agent = new Agent({ keepAlive: true });
const bodies = readFileSync(process.argv[2], "utf8").trim().split("\\n");
let next = 0;
const loop = async () => {
  while (next < bodies.length) {
    const body = bodies[next++];
    await new Promise((resolve, reject) => {
      const sent = request(process.argv[3], { agent, method: "POST", headers: { "content-length": Buffer.byteLength(body) } }, async (response) => {
        for await (const _ of response);
        resolve();
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
};
Promise.all(Array.from({ length: ${inFlight} }, loop)).then(() => agent.destroy());
`;

interface Used {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

export async function benchJudge(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  const at = (name: string): string => join(folder, name);
  const text = "A sentence of an answer that is about as long as one. ".repeat(30);
  const pair = (i: number): object => ({
    pair_uid: `p${i}`,
    conversation_input: [{ role: "user", content: `Question ${i}?` }],
    chosen: { answer: `good ${i} ${text}` },
    reject: { answer: `bad ${i} ${text}` },
  });
  const lines = (of: (i: number) => object, count = samples): string =>
    Array.from({ length: count }, (_, i) => `${JSON.stringify(of(i))}\n`).join("");
  writeFileSync(at("pairs.jsonl"), lines(pair));
  writeFileSync(at("few.jsonl"), lines(pair, samples / 5));
  writeFileSync(at("meter.cjs"), meter);
  writeFileSync(at("loop.cjs"), bareLoop);
  const serving = spawn(process.execPath, ["-e", server], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [told] = (await once(serving.stdout, "data")) as [Buffer];
    const url = `http://127.0.0.1:${told.toString().trim()}`;
    const run = async (...args: string[]): Promise<Used> => {
      const env = { ...process.env, USED: at("used.json") };
      const child = spawn(process.execPath, ["--require", at("meter.cjs"), ...args], {
        cwd: folder,
        env,
        stdio: "ignore",
      });
      const [code] = (await once(child, "exit")) as [number];
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}.`);
      return JSON.parse(readFileSync(at("used.json"), "utf8")) as Used;
    };
    const cli = resolve("dist/cli.js");
    const judge = (file: string, history: string): Promise<Used> =>
      run(
        ...[cli, "judge", file, "--base-url", url, "--model", "judge"],
        ...["--concurrency", String(inFlight), "--history", history],
      );
    // The bare loop sends what the judge sends.
    await run(
      cli,
      ...["batch", "export", "pairs.jsonl", "--out", "batch", "--model", "judge", "--server", "vllm"],
      ...["--lines", String(samples), "--history", "none"],
    );
    const requests = readFileSync(at("batch/requests-0001.jsonl"), "utf8").trim().split("\n");
    const bodies = requests.map((line) => (JSON.parse(line) as { readonly body: object }).body);
    const streamed = { stream: true, stream_options: { include_usage: true } };
    writeFileSync(at("bodies.jsonl"), bodies.map((body) => `${JSON.stringify({ ...body, ...streamed })}\n`).join(""));
    const allowed = ((samples / inFlight) * delay) / 1000;
    print(`judge: ${samples} samples, ${inFlight} requests under way, a server that answers in ${delay} ms`);
    const bare: Used[] = [];
    const all: Used[] = [];
    const few = await judge("few.jsonl", "few");
    for (let round = 0; round < rounds; round++) {
      bare.push(await run(at("loop.cjs"), at("bodies.jsonl"), `${url}/v1/chat/completions`));
      all.push(await judge("pairs.jsonl", `all-${round}`));
    }
    print(`  the number in flight allows ${allowed.toFixed(1)} s; medians of ${rounds}`);
    tell(print, "bare node:http loop", medians(bare));
    tell(print, `judge, ${samples / 5} samples, once`, few);
    tell(print, `judge, ${samples} samples`, medians(all));
    const times = median(all.map(({ cpu }, round) => cpu / (bare[round]?.cpu ?? NaN)));
    print(
      `  judge takes ${(medians(all).wall / allowed).toFixed(2)} times the wall that is allowed and ${times.toFixed(1)} times the CPU of the bare loop`,
    );
  } finally {
    serving.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function medians(used: readonly Used[]): Used {
  const of = (key: keyof Used): number => median(used.map((each) => each[key]));
  return { wall: of("wall"), cpu: of("cpu"), memory: of("memory") };
}

function tell(print: (line: string) => void, what: string, { wall, cpu, memory }: Used): void {
  print(`  ${what.padEnd(26)} ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU, ${memory.toFixed(0)} MB at most`);
}
