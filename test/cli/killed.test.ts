/** A process that is killed while it writes a file, anywhere: the file is the old one or the new one. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { fileState, replaceFile } from "../../server/node/replaceFile";
import { FileEvents } from "../support/fileEvents";
import { bundledCli, folderWith, root } from "./support/commandLine";

/** Runs a program and kills it at a signal; without one it runs to its end. */
async function killed(
  args: readonly string[],
  folder: string,
  signal?: (events: FileEvents) => Promise<void>,
): Promise<void> {
  const events = new FileEvents(folder);
  const child = spawn(process.execPath, args, { stdio: "ignore", cwd: folder });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  if (signal !== undefined) {
    await Promise.race([signal(events), ended]);
    child.kill("SIGKILL");
  }
  await ended;
  events.close();
}

const isTemporary = (name: string): boolean => name.endsWith(".tmp");

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
    const args = [rewriter, path, join(folder, "other"), join(folder, "one")];
    const leftBehind = (): string[] => readdirSync(join(folder, "kept")).filter((name) => name !== "file.jsonl");
    const seen = { one: 0, other: 0, torn: 0 };
    for (let i = 0; i < 24; i++) {
      // Alternates: while a temporary file is written, each time a step later, or once the file was replaced so many times.
      const replaced = i % 2 === 1;
      await killed(args, join(folder, "kept"), (events) =>
        replaced ? events.after(1 + (i % 3), (name) => name === "file.jsonl") : events.after(1 + (i % 9), isTemporary),
      );
      const text = readFileSync(path, "utf8");
      seen[text === one ? "one" : text === other ? "other" : "torn"]++;
      for (const name of leftBehind()) expect(name).toMatch(/^\.file\.jsonl\.\d+-[0-9a-f]{8}\.tmp$/);
    }
    await killed(args, join(folder, "kept"), (events) => events.after(1, isTemporary));
    const left = leftBehind();
    expect(seen.torn).toBe(0);
    // The kills came at different moments, some of them amid a temporary file.
    expect(Math.min(seen.one, seen.other)).toBeGreaterThan(0);
    expect(left.length).toBeGreaterThan(0);

    // What the dead left is swept away by who comes after them; what may still be written to is not.
    const before = new Date("2020-01-01");
    for (const name of left) utimesSync(join(folder, "kept", name), before, before);
    await replaceFile("new", await fileState(path));
    expect(readdirSync(join(folder, "kept"))).toEqual(["file.jsonl"]);
    expect(readFileSync(path, "utf8")).toBe("new");
  }, 120_000);

  it("is `fix --write` as well, from its first moment to its last", async () => {
    const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
    const line = (output: string): string => JSON.stringify({ input: "Weather?", output, step: 3 });
    const text = (output: string): string => `${Array<string>(400).fill(line(output)).join("\n")}\n`;
    const [old, fixed] = [text(`<think> I look. \n${call}`), text(`<think> I look. </think>\n${call}`)];
    const cli = await bundledCli();
    const args = [cli, "fix", "a.jsonl", "--write"];
    const whole = folderWith({ "a.jsonl": old });
    await killed(args, whole);
    expect(readFileSync(join(whole, "a.jsonl"), "utf8")).toBe(fixed);
    const folder = folderWith({});
    const path = join(folder, "a.jsonl");
    for (let i = 0; i < 10; i++) {
      writeFileSync(path, old);
      await killed(args, folder, (events) => events.after(i));
      expect([old, fixed]).toContain(readFileSync(path, "utf8"));
    }
  }, 120_000);
});
