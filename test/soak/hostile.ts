/**
 * `npm run soak -- hostile [MEGABYTES [FILE…]]`: files of 1 GB of the worst kinds through every command that reads
 * records. Each has to end by itself with a message: no death, no silence, and memory that does not grow with the file.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createGzip } from "node:zlib";
import type { Writable } from "node:stream";
import { memoryOf } from "../support/processUse";

const cli = resolve("dist/cli.js");
/** The most that a process may hold of any file, in MB. */
const bound = 1_000;
/** A command that takes longer hangs. */
const longest = 20 * 60_000;

interface Kind {
  readonly name: string;
  readonly file: string;
  /** What stands at the file's beginning, again and again after it, and at its end. */
  readonly begin?: string;
  readonly again: string;
  readonly end?: string;
}

const long = "tide ".repeat(12_000);
const record = JSON.stringify({ input: "q", output: `<think> ${long} </think>`, score: 1.5, step: 3 });

const kinds: readonly Kind[] = [
  { name: "one line that is one string", file: "line.jsonl", begin: '{"input": "', again: "a".repeat(1_000) },
  { name: "one line of records, without line ends", file: "records.jsonl", again: record },
  { name: "one array on one line", file: "array.json", begin: "[", again: `${record},`, end: `${record}]` },
  { name: "one array of small values", file: "values.json", begin: "[", again: "1,", end: "1]" },
  { name: "nothing but [", file: "brackets.json", again: "[" },
  { name: "nothing but { with names", file: "braces.json", again: '{"a":' },
  { name: "nothing but openers in a trace", file: "openers.trace", again: "<think>" },
  { name: "nothing but headers in a trace", file: "headers.trace", again: "@sample\n" },
  { name: "nothing but line ends", file: "blank.jsonl", again: "\n" },
  { name: "nothing but quotes", file: "quotes.jsonl", again: '"' },
  { name: "zeros", file: "zeros.jsonl", again: "\0" },
  { name: "a gzip bomb", file: "bomb.jsonl.gz", begin: '{"input": "', again: "a".repeat(1_000) },
];

const commands: readonly (readonly string[])[] = [
  ["audit", "--format", "jsonl"],
  ["score"],
  ["fix", "--safe"],
  ["parse", "--format", "jsonl"],
  ["convert", "--to", "chat"],
];

/** @returns whether all ended as they should */
export async function soakHostile(megabytes: number, files: readonly string[]): Promise<boolean> {
  let [failed, ran] = [0, 0];
  for (const kind of kinds) {
    if (files.length > 0 && !files.includes(kind.file)) continue;
    const folder = mkdtempSync(join(tmpdir(), "trace-auditor-hostile-"));
    try {
      const path = join(folder, kind.file);
      await write(path, kind, megabytes * 1e6);
      for (const command of commands) {
        const { code, signal, peak, message, seconds } = await run([...command, path]);
        const faults = [
          ...(signal === null ? [] : [`died of ${signal}`]),
          ...(code === null || code <= 2 ? [] : [`exit ${code}`]),
          ...(message === "" ? ["said nothing"] : []),
          ...(peak > bound ? [`more than ${bound} MB`] : []),
        ];
        ran++;
        if (faults.length > 0) failed++;
        const verdict = faults.length === 0 ? "holds" : `FAILS (${faults.join(", ")})`;
        console.log(
          `${verdict}: ${kind.name}, ${command[0] ?? ""}: exit ${code ?? "–"}, ${peak.toFixed(0)} MB, ${seconds.toFixed(0)} s: ${message}`,
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(failed === 0 ? `All ${ran} hold.` : `${failed} of ${ran} fail.`);
  return failed === 0;
}

async function write(path: string, { begin = "", again, end = "" }: Kind, bytes: number): Promise<void> {
  const file = createWriteStream(path);
  const packed = path.endsWith(".gz") ? createGzip({ level: 1 }) : undefined;
  packed?.pipe(file);
  const out: Writable = packed ?? file;
  out.write(begin);
  const piece = again.repeat(Math.max(1, Math.floor((1 << 20) / again.length)));
  for (let written = 0; written < bytes; written += piece.length) {
    if (!out.write(piece)) await once(out, "drain");
  }
  out.end(end);
  await once(file, "close");
  if (statSync(path).size === 0) throw new Error(`${path} is empty`);
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  /** In MB. */
  readonly peak: number;
  /** The last line of standard error. */
  readonly message: string;
  readonly seconds: number;
}

async function run(args: readonly string[]): Promise<Ended> {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, ...args, "--jobs", "2"], { stdio: ["ignore", "ignore", "pipe"] });
  let peak = 0;
  let told = "";
  const watch = setInterval(() => {
    peak = Math.max(peak, (memoryOf(child.pid)?.most ?? 0) / 1000);
  }, 50);
  const limit = setTimeout(() => child.kill("SIGKILL"), longest);
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    told = (told + text).slice(-2_000);
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  clearInterval(watch);
  clearTimeout(limit);
  const message = told.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
  return { code, signal, peak, message, seconds: (performance.now() - start) / 1000 };
}
