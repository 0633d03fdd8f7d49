/** Files that change while they are read, links in circles, records that are too long, readers that go away. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledCli, folderWith, jsonLines, traceAuditor } from "./support/commandLine";
import { rollout } from "./support/traces";

/** Far more output than pipes hold: a process whose output nobody reads waits long before the end of such a file. */
const many = `${Array.from({ length: 30_000 }, (_, i) => rollout(i)).join("\n")}\n`;

/**
 * Starts a command, and changes something once its first output has come and while it waits for its output to be read.
 *
 * @returns its exit code and what it wrote
 */
async function changedAmid(
  args: readonly string[],
  folder: string,
  change: () => void,
): Promise<{ readonly code: number | null; readonly lines: number; readonly stderr: string }> {
  const child = spawn(process.execPath, [await bundledCli(), ...args], { cwd: folder });
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
  await once(child.stdout, "readable");
  change();
  let lines = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) lines += String(chunk).split("\n").length - 1;
  const code = child.exitCode ?? ((await once(child, "close"))[0] as number | null);
  return { code, lines, stderr };
}

describe("a file that changes while it is read", () => {
  it.each([["score"], ["audit", "--format", "jsonl", "--no-fixable"]])(
    "is told where it shrinks, with exit code 2: %s",
    async (...command) => {
      const folder = folderWith({ "a.jsonl": many });
      const { code, lines, stderr } = await changedAmid([...command, "a.jsonl", "--jobs", "1"], folder, () => {
        truncateSync(join(folder, "a.jsonl"), 1000);
      });
      expect(code).toBe(2);
      expect(stderr).toContain("a.jsonl: cannot be read: it has become shorter while it was read.");
      expect(lines).toBeGreaterThan(0);
      expect(lines).toBeLessThan(30_000);
    },
  );

  it("is told where it vanishes before its turn, and is read to its end where it vanishes amid", async () => {
    const folder = folderWith({ "runs/a.jsonl": many, "runs/b.jsonl": many });
    const { code, lines, stderr } = await changedAmid(["score", "runs", "--jobs", "1"], folder, () => {
      rmSync(join(folder, "runs"), { recursive: true });
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^runs\/b\.jsonl: cannot be read: there is no such file or folder\.$/m);
    expect(lines).toBe(30_000);
  });

  it("is read as far as it went when it grows: nothing twice, nothing lost", async () => {
    const folder = folderWith({ "a.jsonl": many });
    const { code, lines } = await changedAmid(["score", "a.jsonl", "--jobs", "1"], folder, () => {
      writeFileSync(join(folder, "a.jsonl"), `${rollout(0)}\n`, { flag: "a" });
    });
    expect([code, lines]).toEqual([0, 30_001]);
  });
});

describe("an array that was cut off", () => {
  it("is told as one, and its whole elements are read", async () => {
    const folder = folderWith({ "a.json": `[\n${rollout(1)},\n${rollout(2)}`, "b.json": `[\n${rollout(1)}\n]\n` });
    const cut = await traceAuditor(["score", "a.json"], { folder });
    expect([cut.code, jsonLines(cut.stdout).length]).toEqual([0, 2]);
    expect(cut.stderr).toMatch(/^a\.json: The array is not closed: its \] is missing\./m);
    const whole = await traceAuditor(["score", "b.json"], { folder });
    expect(whole.stderr).not.toContain("not closed");
  });
});

describe("links that lead in a circle", () => {
  it("are told where they are named, and passed over in folders", async () => {
    const folder = folderWith({ "runs/c.jsonl": `${rollout(1)}\n` });
    symlinkSync(".", join(folder, "runs", "again"));
    symlinkSync("b.jsonl", join(folder, "runs", "a.jsonl"));
    symlinkSync("a.jsonl", join(folder, "runs", "b.jsonl"));
    const walked = await traceAuditor(["score", "runs"], { folder });
    expect([walked.code, jsonLines(walked.stdout).length]).toEqual([0, 1]);
    expect(walked.stderr).toContain("runs: passed over: 3 links.");
    const named = await traceAuditor(["score", "runs/a.jsonl", "runs/c.jsonl"], { folder });
    expect([named.code, jsonLines(named.stdout).length]).toEqual([2, 1]);
    expect(named.stderr).toContain("runs/a.jsonl: cannot be read: its links lead in a circle.");
  });
});

describe("a record over the limit", () => {
  it.each([["score"], ["audit", "--format", "jsonl", "--no-fixable"]])(
    "has a line that says so, the others theirs, and the exit code is 2: %s",
    async (...command) => {
      const long = rollout(1, "word ".repeat(300_000));
      const folder = folderWith({ "a.jsonl": `${rollout(0)}\n${long}\n${rollout(2)}\n` });
      const told = await traceAuditor([...command, "a.jsonl", "--max-record", "1"], { folder });
      expect(told.code).toBe(2);
      expect(told.stderr).toMatch(/^a\.jsonl:2: record 1: This record has 2 MiB, more than is read at once/m);
      const lines = jsonLines(told.stdout) as unknown as { record: number; error?: { code: string } }[];
      expect(lines.map(({ record, error }) => [record, error?.code])).toEqual([
        [0, undefined],
        [1, "record-too-long"],
        [2, undefined],
      ]);
      expect((await traceAuditor([...command, "a.jsonl"], { folder })).code).not.toBe(2);
    },
  );
});

describe("a reader that goes away", () => {
  it.each(["1", "2"])("ends the command quietly, with %s jobs", async (jobs) => {
    const folder = folderWith({ "a.jsonl": many });
    const child = spawn(process.execPath, [await bundledCli(), "score", "a.jsonl", "--jobs", jobs], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
    await once(child.stdout, "readable");
    child.stdout.destroy();
    const [code] = (await once(child, "close")) as [number | null];
    expect(code).toBe(0);
    // What the file was recognised as, and nothing else.
    expect(stderr).toMatch(/^a\.jsonl: verl rollout[^\n]*\n$/);
  });
});
