/** A process that is killed while it writes a file, anywhere: the file is the old one or the new one. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { fileState, replaceFile } from "../../server/node/replaceFile";
import { Random } from "../support/random";
import { bundledCli, folderWith, root } from "./support/commandLine";

const seed = 20_261_123;

/** Runs a program and kills it so many milliseconds after it has said so many lines. */
async function killed(args: readonly string[], folder: string, after: number, delay: number): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  for (let lines = 0; lines < after;) {
    const said = await new Promise<Buffer>((resolve) => child.stdout.once("data", resolve));
    lines += said.toString().split("\n").length - 1;
  }
  setTimeout(() => child.kill("SIGKILL"), delay);
  await ended;
}

async function bundledRewriter(): Promise<string> {
  const outfile = join(root, ".cache", "test-cli", `rewriter-${process.pid}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: ["test/cli/support/rewriter.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "error",
  });
  return outfile;
}

describe("a process that is killed while it writes", () => {
  it("leaves one whole content or the other, at every moment, and no file that is listed", async () => {
    const rewriter = await bundledRewriter();
    const [one, other] = ["a", "b"].map((letter) => letter.repeat(4_000_000)) as [string, string];
    const folder = folderWith({ "kept/file.jsonl": one, one, other });
    const path = join(folder, "kept/file.jsonl");
    const random = new Random(seed);
    const started = performance.now();
    await killed([rewriter, path, "other", "one"], folder, 6, 0);
    const lasts = (performance.now() - started) / 6;
    const seen = { one: 0, other: 0, torn: 0 };
    let left: string[] = [];
    for (let i = 0; i < 40; i++) {
      await killed([rewriter, path, "other", "one"], folder, 1 + (i % 3), random.next() * lasts);
      const text = readFileSync(path, "utf8");
      seen[text === one ? "one" : text === other ? "other" : "torn"]++;
      left = readdirSync(join(folder, "kept")).filter((name) => name !== "file.jsonl");
      for (const name of left) expect(name).toMatch(/^\.file\.jsonl\.\d+-[0-9a-f]{8}\.tmp$/);
    }
    expect(seen.torn).toBe(0);
    // The kills came at different moments, some of them amid a temporary file.
    expect(Math.min(seen.one, seen.other)).toBeGreaterThan(0);
    expect(left.length).toBeGreaterThan(0);

    // What the dead left is swept away by who comes after them; what may still be written to is not.
    const before = new Date(Date.now() - 120_000);
    for (const name of left) utimesSync(join(folder, "kept", name), before, before);
    await replaceFile("new", await fileState(path));
    expect(readdirSync(join(folder, "kept"))).toEqual(["file.jsonl"]);
    expect(readFileSync(path, "utf8")).toBe("new");
  }, 120_000);

  it("is `fix --write` as well, from its first moment to its last", async () => {
    const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
    const line = (output: string): string => JSON.stringify({ input: "Weather?", output, step: 3 });
    const text = (output: string): string => `${Array<string>(400).fill(line(output)).join("\n")}\n`;
    const [old, mended] = [text(`<think> I look. \n${call}`), text(`<think> I look. </think>\n${call}`)];
    const cli = await bundledCli();
    const args = [cli, "fix", "a.jsonl", "--write"];
    const whole = folderWith({ "a.jsonl": old });
    const started = performance.now();
    await killed(args, whole, 0, 60_000);
    const lasts = performance.now() - started;
    expect(readFileSync(join(whole, "a.jsonl"), "utf8")).toBe(mended);
    const random = new Random(seed);
    const folder = folderWith({});
    const path = join(folder, "a.jsonl");
    for (let i = 0; i < 10; i++) {
      writeFileSync(path, old);
      // Mostly towards its end, where it writes.
      await killed(args, folder, 0, lasts * (i < 3 ? random.next() : 0.7 + 0.35 * random.next()));
      expect([old, mended]).toContain(readFileSync(path, "utf8"));
    }
  }, 120_000);
});
