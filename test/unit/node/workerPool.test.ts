import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "esbuild";
import { WorkerPool } from "../../../server/node/workers/pool";

interface Job {
  readonly records: readonly string[];
  readonly without: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), "trace-auditor-pool-"));
const entry = join(folder, "worker.cjs");
const task = {
  entry,
  kind: "shout",
  settings: { mark: "!" },
  memory: 64,
  without: (job: Job, record: number): Job => ({ ...job, without: [...job.without, record] }),
};

/** Work that dies, fails or ends the thread over records that say so. */
const worker = `
  import { serveAsWorker } from ${JSON.stringify(join(import.meta.dirname, "../../../server/node/workers/worker"))};
  serveAsWorker({
    shout: ({ mark }) => async ({ records, without }, atRecord) => records.map((record, i) => {
      if (without.includes(i)) return "(dead)";
      atRecord(i);
      if (record === "exit") process.exit(3);
      if (record === "fill the memory") { const held = []; while (true) held.push(new Array(1e6).fill(i)); }
      if (record === "throw") throw new Error("it failed");
      return record.toUpperCase() + mark;
    }),
    never: () => { throw new Error("cannot start"); },
  });`;

beforeAll(async () => {
  writeFileSync(join(folder, "worker.ts"), worker);
  await build({
    entryPoints: [join(folder, "worker.ts")],
    outfile: entry,
    bundle: true,
    platform: "node",
    format: "cjs",
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const job = (...records: string[]): Job => ({ records, without: [] });

describe("a pool of workers", () => {
  it("answers each job, and says when there is no room", async () => {
    const pool = new WorkerPool<Job, string[]>(1, task);
    const answers = ["a", "b", "c"].map((record) => pool.submit(job(record)));
    expect(pool.hasRoom).toBe(false);
    await expect(pool.submit(job("d"))).rejects.toThrow("no worker has room");
    expect(await Promise.all(answers)).toEqual([["A!"], ["B!"], ["C!"]]);
    expect(pool.hasRoom).toBe(true);
    await pool.close();
  });

  it("goes on where a worker dies: without the record that it died over, and with the jobs behind it", async () => {
    const pool = new WorkerPool<Job, string[]>(1, task);
    const answers = [job("a", "exit", "b", "fill the memory"), job("c"), job("exit")].map((each) => pool.submit(each));
    expect(await Promise.all(answers)).toEqual([["A!", "(dead)", "B!", "(dead)"], ["C!"], ["(dead)"]]);
    expect(await pool.submit(job("d"))).toEqual(["D!"]);
    await pool.close();
  }, 60_000);

  it("tells what a job failed of, and does the next", async () => {
    const pool = new WorkerPool<Job, string[]>(1, task);
    await expect(pool.submit(job("throw"))).rejects.toThrow("it failed");
    expect(await pool.submit(job("e"))).toEqual(["E!"]);
    await pool.close();
  });

  it("does not start a worker for ever that cannot run", async () => {
    const pool = new WorkerPool<Job, string[]>(1, { ...task, kind: "never" });
    await expect(pool.submit(job("a"))).rejects.toThrow("a worker thread cannot run: cannot start");
    await pool.close();
  });
});
