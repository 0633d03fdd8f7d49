/**
 * `score` on about 100,000 samples (330 MB of verl dump): the whole process on one core and on two, its memory, and a
 * JSON.parse-only pass over the same lines beside it. All are run in turn; the medians are printed.
 *
 * On one core means with one thread and held to one core: free to use a second one, V8 collects garbage and compiles on
 * it beside a single thread of JavaScript.
 */
import { spawn, spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { memoryOf } from "../support/processUse";

const samples = 100_000;
/** Length of one line: what a rollout with its prompt has. */
const bytesPerSample = 3300;
/** Odd, so that there is a median. */
const rounds = 3;

interface Measured {
  readonly seconds: number;
  /** Peak resident memory in MB; undefined where the system does not tell. */
  readonly memory: number | undefined;
}

/** Measures and prints; throws where the command fails or leaves a sample out. */
export async function benchScore(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  try {
    const file = join(folder, "rollouts.jsonl");
    await writeSamples(file);
    const megabytes = Math.round(statSync(file).size / 1e6);
    print(`score: ${samples} samples, ${megabytes} MB, ${availableParallelism()} cores`);
    const one = { what: `score --jobs 1${isHeld ? ", held to one core" : ""}`, command: onCores(1, score(file, 1)) };
    const two = { what: `score --jobs 2${isHeld ? ", held to two cores" : ""}`, command: onCores(2, score(file, 2)) };
    const free = { what: "score --jobs 1, not held to a core", command: score(file, 1) };
    const commands = isHeld ? [one, two, free] : [one, two];
    const parsed: Measured[] = [];
    const measured = commands.map((): Measured[] => []);
    for (let round = 0; round < rounds; round++) {
      parsed.push(parseOnly(file));
      for (const [i, { command }] of commands.entries()) measured[i]?.push(await run(command));
    }
    tell(print, "JSON.parse of every line, nothing else", median(parsed));
    for (const [i, { what }] of commands.entries()) tell(print, what, median(measured[i] ?? []));
    const [onOne, onTwo] = measured.map((runs) => median(runs).seconds);
    print(`  --jobs 2 is ${((onOne ?? NaN) / (onTwo ?? NaN)).toFixed(2)} times as fast as --jobs 1`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function score(file: string, jobs: number): string[] {
  return [process.execPath, resolve("dist/cli.js"), "score", file, "--jobs", String(jobs)];
}

/** Can processes be held to some of the cores here? */
const isHeld = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** The command, held to the last so many cores where the system can do that. */
function onCores(count: number, command: readonly string[]): readonly string[] {
  const last = cpus().length - 1;
  return isHeld ? ["taskset", "-c", `${Math.max(0, last - count + 1)}-${last}`, ...command] : command;
}

function median(measured: readonly Measured[]): Measured {
  const middle = [...measured].sort((a, b) => a.seconds - b.seconds)[measured.length >> 1];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}

function tell(print: (line: string) => void, what: string, { seconds, memory }: Measured): void {
  const rate = Math.round(samples / seconds).toLocaleString("en");
  const peak = memory === undefined ? "" : `, peak ${Math.round(memory)} MB`;
  print(`  ${what}: ${seconds.toFixed(2)} s, ${rate} samples/s${peak}`);
}

/** Certificates that this machine may have Node read at each start are no part of what is measured. */
const env = { ...process.env, NODE_EXTRA_CA_CERTS: "" };

/** Runs the built command line and reads what it writes. Time counts from its start to its end. */
async function run([command = "", ...args]: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], env });
  let lines = 0;
  let memory: number | undefined;
  const watch = setInterval(() => {
    memory = memoryOf(child.pid)?.most ?? memory;
  }, 100);
  child.stdout.on("data", (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  });
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  if (lines !== samples) throw new Error(`${lines} lines for ${samples} samples`);
  return { seconds: (performance.now() - start) / 1000, memory: memory === undefined ? undefined : memory / 1000 };
}

/** The floor: reading the file's lines and JSON.parse, in this process. */
function parseOnly(file: string): Measured {
  const start = performance.now();
  let count = 0;
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at);
    const record = JSON.parse(bytes.toString("utf8", at, end)) as { output: string };
    count += record.output.length > 0 ? 1 : 0;
    at = end + 1;
  }
  if (count !== samples) throw new Error(`${count} of ${samples} lines were read`);
  return { seconds: (performance.now() - start) / 1000, memory: undefined };
}

async function writeSamples(file: string): Promise<void> {
  const out = createWriteStream(file);
  for (let i = 0; i < samples; i++) {
    if (!out.write(`${JSON.stringify(sampleOf(i))}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  await once(createReadStream(file, { end: 0 }), "readable");
}

/** A group of GRPO: so many rollouts of one prompt, which share its ground truth and stand together. */
const rolloutsPerPrompt = 4;
const promptsPerStep = 512;

/** A rollout; every third one is right, the others have a wrong value or a malformed call. */
function sampleOf(i: number): object {
  const asked = Math.floor(i / rolloutsPerPrompt);
  const expected = [
    call("get_weather", { city: `City ${asked}`, days: asked % 9 }),
    call("find_hotel", { city: "Oslo", stars: 4, breakfast: true }),
  ];
  const given =
    i % 3 === 0
      ? expected
      : i % 3 === 1
        ? [call("get_weather", { city: "Rome", days: asked % 9 })]
        : [`${expected[0]}`.slice(0, -1)];
  const reasoning =
    "The user wants to know what the weather will be and where to stay, so both tools are needed. ".repeat(4);
  const output = trace(reasoning, given);
  const gts = trace("Two calls are needed.", expected);
  const rest = bytesPerSample - output.length - gts.length - 220;
  const words = "You may call a tool where it helps; write each call on a line of its own as JSON. ";
  const prompt = `<|im_start|>system\n${words.repeat(Math.ceil(rest / words.length)).slice(0, rest)}<|im_end|>\n<|im_start|>user\nWeather?<|im_end|>\n<|im_start|>assistant\n`;
  return { input: prompt, output, gts, score: i % 3 === 0 ? 4 : 0.5, step: Math.floor(asked / promptsPerStep) };
}

function call(name: string, parameters: object): string {
  return JSON.stringify({ name, parameters });
}

function trace(reasoning: string, calls: readonly string[]): string {
  return `<think> ${reasoning} </think>\n<tool_call>\n${calls.join("\n")}\n</tool_call>`;
}
