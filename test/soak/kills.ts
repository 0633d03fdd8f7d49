/**
 * `npm run soak -- kills [NUMBER]`: processes that write are killed at random moments, from their start to their end. Each
 * time the file is the old one or the new one, whole, and the folder lists nothing beside it; what a dead process left under
 * a hidden name is swept away by the next that writes.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { recordRequest } from "../../server/protocol/records";
import { writeRecordRequest } from "../../server/protocol/recordWriting";
import { TestClient } from "../protocol/support/testClient";
import type { Random } from "../support/random";

const cli = resolve("dist/cli.js");
const name = "a.jsonl";

/** A process that writes the file: `run` begins it, and what it began can be killed. */
interface Writer {
  readonly title: string;
  readonly old: string;
  /** Ends when the file is written, or the process is dead. */
  begin(path: string): Promise<{ readonly ended: Promise<unknown>; kill(): void; close(): Promise<void> }>;
}

const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const unclosed = `<think> I look. \n${call}`;
const line = (i: number, output: string): string =>
  JSON.stringify({ input: `Weather ${i}?`, output, step: 3, id: `r${i}` });
const file = (count: number): string => `${Array.from({ length: count }, (_, i) => line(i, unclosed)).join("\n")}\n`;

const commandLine = (title: string, old: string, args: (path: string) => string[]): Writer => ({
  title,
  old,
  begin: (path) => {
    const child = spawn(process.execPath, [cli, ...args(path)], { stdio: "ignore" });
    return Promise.resolve({
      ended: once(child, "close"),
      kill: () => child.kill("SIGKILL"),
      close: () => Promise.resolve(),
    });
  },
});

const save: Writer = {
  title: "a record's save",
  old: file(4000),
  begin: async (path) => {
    const client = await TestClient.start({ options: { records: true } });
    const exited = once(client.process, "exit");
    const uri = pathToFileURL(path).href;
    await client.open(uri, save.old, 1, "jsonl");
    const shown = await client.ask(recordRequest, { uri, record: 7 });
    if (shown === null) throw new Error("there is no record");
    const { record, identity, text } = shown;
    const edited = text.replace("I look. \n", "I look. </think>\n");
    const params = { uri, record, known: identity, current: text, shown: text, text: edited, into: "file" } as const;
    // A server that is killed answers nothing.
    const saved = client.ask(writeRecordRequest, params).catch(() => undefined);
    return {
      ended: Promise.race([saved, exited]),
      kill: () => client.process.kill("SIGKILL"),
      close: async () => {
        client.process.kill("SIGKILL");
        await exited;
        client.connection.dispose();
      },
    };
  },
};

const writers: readonly Writer[] = [
  commandLine("fix --write", file(400), (path) => ["fix", path, "--write"]),
  commandLine("convert --out", file(2000), (path) => ["convert", path, "--to", "chat", "--out", path]),
  save,
];

/** @returns whether all held */
export async function soakKills(kills: number, random: Random): Promise<boolean> {
  let held = true;
  for (const [i, writer] of writers.entries()) {
    const share = Math.floor((kills + i) / writers.length);
    held = (await killed(writer, share, random)) && held;
  }
  return held;
}

async function killed(writer: Writer, kills: number, random: Random): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-kills-"));
  const path = join(folder, name);
  const counts = { old: 0, new: 0, torn: 0, listed: 0, hidden: 0 };
  try {
    const [whole, wanted] = await ran(writer, path);
    for (let i = 0; i < kills; i++) {
      writeFileSync(path, writer.old);
      const { ended, kill, close } = await writer.begin(path);
      const timer = setTimeout(kill, random.next() * whole);
      await ended;
      clearTimeout(timer);
      await close();
      const text = readFileSync(path, "utf8");
      counts[text === writer.old ? "old" : text === wanted ? "new" : "torn"]++;
      const beside = readdirSync(folder).filter((each) => each !== name);
      counts.hidden = beside.filter((each) => each.startsWith(".")).length;
      counts.listed += beside.length - counts.hidden;
    }
    // What is a minute old is nobody's any more.
    const before = new Date("2020-01-01");
    for (const each of readdirSync(folder)) if (each !== name) utimesSync(join(folder, each), before, before);
    await ran(writer, path);
    const left = readdirSync(folder).length - 1;
    const holds = counts.torn === 0 && counts.listed === 0 && left === 0 && wanted !== writer.old;
    console.log(
      `${holds ? "holds" : "FAILS"}: ${writer.title}: ${kills} kills within ${whole.toFixed(0)} ms: ${counts.old} old, ${counts.new} new, ${counts.torn} torn; ${counts.listed} files listed beside it, ${counts.hidden} hidden, of which ${left} stay after the next write`,
    );
    return holds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long it takes when nobody kills it, in milliseconds, and what the file is then. */
async function ran(writer: Writer, path: string): Promise<[number, string]> {
  writeFileSync(path, writer.old);
  const { ended, close } = await writer.begin(path);
  const start = performance.now();
  await ended;
  const took = performance.now() - start;
  await close();
  return [took, readFileSync(path, "utf8")];
}
