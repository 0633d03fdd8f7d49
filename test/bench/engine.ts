/**
 * The engine on realistic rollouts of which 40 % are faulty: CPU time of finding the records' borders, of `score` and of
 * `audit`, beside a JSON.parse-only pass over the same bytes; two threads beside one; peak memory, the time to the first
 * result, and how long the filter on standard input takes to answer 64 samples.
 *
 * Bytes are as many as `TRACE_AUDITOR_BENCH_MB` says (100): the figures of ARCHITECTURE.md are of 300, memory of 1,000.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { lineBatches } from "../../server/core/records/stream/lineBatches";
import { cutByDefault } from "../../server/core/records/stream/recordBatch";
import { fileStream, withRoom, sharedMemory } from "../../server/node/byteStreams";
import { nodeUtf8 } from "../../server/node/utf8";
import { cpuTimeOf, memoryOf } from "../support/processUse";
import { median } from "./measure";
import { rollout } from "./rollouts";

const megabytes = Number(process.env["TRACE_AUDITOR_BENCH_MB"] ?? "100");
/** Odd, so that there is a median. */
const rounds = 5;
const cli = resolve("dist/cli.js");

interface Measured {
  /** Seconds of all processors, from the process's start to its end. */
  readonly cpu: number;
  readonly wall: number;
  readonly first: number;
  /** Peak resident memory in MB; NaN where the system does not tell. */
  readonly memory: number;
}

const commands = {
  score: ["score"],
  "audit --no-fixable": ["audit", "--format", "jsonl", "--no-fixable"],
  "audit, every field": ["audit", "--format", "jsonl"],
} as const;

export async function benchEngine(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  const file = join(folder, "rollouts.jsonl");
  try {
    const records = await write(file, megabytes * 1e6);
    print(`engine: ${records} rollouts, ${Math.round(statSync(file).size / 1e6)} MB, medians of ${rounds} runs`);
    const parse: number[] = [];
    const borders: number[] = [];
    const one = new Map<string, Measured[]>();
    const two: Measured[] = [];
    for (let round = 0; round < rounds; round++) {
      parse.push(await cpuOf(() => parseOnly(file, records)));
      borders.push(await cpuOf(() => cutOnly(file, records)));
      for (const [name, command] of Object.entries(commands)) {
        const measured = one.get(name) ?? [];
        one.set(name, [...measured, await run([...command, file, "--jobs", "1"], records)]);
      }
      two.push(await run([...commands["audit --no-fixable"], file, "--jobs", "2"], records));
    }
    const base = median(parse);
    print(`  JSON.parse of every line, nothing else: ${base.toFixed(2)} s of CPU`);
    print(`  borders of the records: ${times(base / median(borders))} of JSON.parse (aim: 10)`);
    for (const [name, measured] of one) {
      const cpu = median(measured.map((each) => each.cpu));
      const memory = Math.max(...measured.map((each) => each.memory));
      const first = median(measured.map((each) => each.first));
      print(
        `  ${name}: ${times(base / cpu)} of JSON.parse, ${cpu.toFixed(2)} s, first result after ${ms(first)}, peak ${Math.round(memory)} MB`,
      );
    }
    const [scored, audited] = (["score", "audit --no-fixable"] as const).map((name) =>
      median((one.get(name) ?? []).map(({ cpu }) => cpu)),
    );
    print(`  audit --no-fixable: ${times((scored ?? NaN) / (audited ?? NaN))} of score (aim: 0.35)`);
    const alone = median((one.get("audit --no-fixable") ?? []).map(({ wall }) => wall));
    print(`  audit with two threads: ${times(alone / median(two.map(({ wall }) => wall)))} of one (aim: 1.6)`);
    print(`  the filter: 64 samples of score answered after ${ms(await answered())} (median; aim: 10 ms)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(file: string, bytes: number): Promise<number> {
  const out = createWriteStream(file);
  let records = 0;
  for (let written = 0; written < bytes; records++) {
    const line = `${JSON.stringify(rollout(records))}\n`;
    written += line.length;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  return records;
}

async function cpuOf(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The floor: reading the file's lines and JSON.parse, in this process. */
function parseOnly(file: string, records: number): void {
  const bytes = readFileSync(file);
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at);
    count += (JSON.parse(bytes.toString("utf8", at, end)) as { output: string }).output.length > 0 ? 1 : 0;
    at = end + 1;
  }
  if (count !== records) throw new Error(`${count} of ${records} lines were read`);
}

async function cutOnly(file: string, records: number): Promise<void> {
  let count = 0;
  const pieces = fileStream(file);
  const options = { ...cutByDefault, allocate: sharedMemory, withRoom };
  for await (const { spans } of lineBatches(pieces, options, (line) => nodeUtf8.decode(line).trim() === "")) {
    count += spans.length / 2;
  }
  if (count !== records) throw new Error(`${count} of ${records} records were found`);
}

/** Runs the built command line and reads what it writes. */
async function run(args: readonly string[], records: number): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "ignore"] });
  let [lines, first, memory, cpu] = [0, NaN, NaN, NaN];
  const look = (): void => {
    memory = memoryOf(child.pid)?.most ?? memory;
    cpu = cpuTimeOf(child.pid) ?? cpu;
  };
  const watch = setInterval(look, 20);
  child.stdout.on("data", (chunk: Buffer) => {
    if (lines === 0) first = performance.now() - start;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    look();
  });
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(watch);
  if (code === 2 || lines !== records) throw new Error(`${args.join(" ")} ended with ${code} after ${lines} lines`);
  return { cpu, wall: performance.now() - start, first, memory: memory / 1000 };
}

/** Milliseconds until 64 samples are answered that are sent at once to a filter that waits. */
async function answered(): Promise<number> {
  const flags = ["--jsonl", "--record-format", "verl", "--profile", "toolrl"];
  const child = spawn(process.execPath, [cli, "score", "-", ...flags], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const found: number[] = [];
  for (let round = 0; round < 105; round++) {
    const samples = Array.from({ length: 64 }, (_, i) => `${JSON.stringify(rollout(round * 64 + i))}\n`).join("");
    const start = performance.now();
    child.stdin.write(samples);
    for (let i = 0; i < 64; i++) await lines.next();
    // The first rounds are those in which V8 compiles.
    if (round >= 4) found.push(performance.now() - start);
  }
  child.stdin.end();
  await once(child, "close");
  return median(found);
}

function times(ratio: number): string {
  return `${ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(3)} ×`;
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
