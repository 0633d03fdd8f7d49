/** Files that are no files, disks that are nearly full, lines without an end: told at once, and nothing else is lost. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledCli, folderWith, traceAuditor } from "./support/commandLine";

const trace = "<think> ok </think>\n<response> hi </response>";

describe.skipIf(process.platform === "win32")("what is no regular file", () => {
  const notFile = "it is a pipe or a device, not a file";

  it("is refused as trace-auditor.json, without waiting for it", async () => {
    const folder = folderWith({ "pipe/a.trace": trace, "device/a.trace": trace });
    execFileSync("mkfifo", [join(folder, "pipe", "trace-auditor.json")]);
    symlinkSync("/dev/zero", join(folder, "device", "trace-auditor.json"));
    for (const place of ["pipe", "device"]) {
      const { code, stderr } = await traceAuditor(["audit", place], { folder });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(notFile) as string });
    }
  });

  it("is refused as input, and the other files are read", async () => {
    const folder = folderWith({ "good.trace": trace });
    execFileSync("mkfifo", [join(folder, "pipe.jsonl")]);
    symlinkSync("/dev/zero", join(folder, "zero.jsonl"));
    for (const command of [["audit"], ["score"], ["fix"], ["fix", "--write"], ["parse"]]) {
      const args = [...command, "pipe.jsonl", "zero.jsonl", "good.trace"];
      const { code, stderr } = await traceAuditor(args, { folder });
      expect(code, args.join(" ")).toBe(2);
      expect(stderr.split(notFile), args.join(" ")).toHaveLength(3);
    }
  });

  it("is never replaced by what a command writes", async () => {
    const folder = folderWith({
      "a.jsonl": `${JSON.stringify({ messages: [{ role: "assistant", content: "a" }] })}\n`,
    });
    execFileSync("mkfifo", [join(folder, "pipe")]);
    symlinkSync("/dev/null", join(folder, "null"));
    for (const out of ["pipe", "null", "."]) {
      const { code, stderr } = await traceAuditor(["convert", "a.jsonl", "--to", "chat", "--out", out], { folder });
      const why = out === "." ? "it is a folder" : notFile;
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`cannot be written: ${why}`) as string,
      });
    }
    expect(readdirSync(folder).sort()).toEqual(["a.jsonl", "null", "pipe"]);
    expect(lstatSync(join(folder, "pipe")).isFIFO()).toBe(true);
  });

  it("and what a command writes over keeps its mode and the link to it", async () => {
    const record = `${JSON.stringify({ messages: [{ role: "assistant", content: "a" }] })}\n`;
    const folder = folderWith({ "a.jsonl": record, "kept/old.jsonl": "old" });
    chmodSync(join(folder, "kept", "old.jsonl"), 0o640);
    symlinkSync("kept/old.jsonl", join(folder, "link.jsonl"));
    const { code } = await traceAuditor(["convert", "a.jsonl", "--to", "chat", "--out", "link.jsonl"], { folder });
    expect(code).toBe(0);
    expect(lstatSync(join(folder, "link.jsonl")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "kept", "old.jsonl"), "utf8")).toContain('"content":"a"');
    expect(statSync(join(folder, "kept", "old.jsonl")).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, "kept"))).toEqual(["old.jsonl"]);
  });

  it("is read where the shell gave it open", async () => {
    const folder = folderWith({ "a.trace": trace });
    const script = `exec "$0" "$1" audit <(cat a.trace)`;
    const shell = spawnSync("bash", ["-c", script, process.execPath, await bundledCli()], { cwd: folder });
    expect({ code: shell.status, stderr: shell.stderr.toString() }).toMatchObject({ code: 0 });
  });
});

describe("a line without an end", () => {
  it("is told as too long, and the other files are read", async () => {
    const folder = folderWith({ "a.jsonl": "\0".repeat((1 << 20) + 1), "b.trace": trace });
    const { code, stderr } = await traceAuditor(["audit", ".", "--max-record", "1", "--format", "jsonl"], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("a.jsonl: its first line is longer than 1 MiB");
    expect(stderr).not.toContain("b.trace: cannot");
  });
});

describe.skipIf(process.platform === "win32")("a file that takes only a part of what is written", () => {
  it("ends each command with exit code 2, never as if all were written", async () => {
    const lines = Array.from({ length: 400 }, (_, n) =>
      JSON.stringify({ input: "q", output: `${trace}${n}`, step: n }),
    );
    const folder = folderWith({ "a.jsonl": lines.join("\n") });
    const cli = await bundledCli();
    for (const command of ["score", "parse", "audit --format jsonl", "audit --format sarif"]) {
      const script = `ulimit -f 8; trap "" XFSZ; exec "$0" "$1" ${command} a.jsonl --profile toolrl > out`;
      const shell = spawnSync("bash", ["-c", script, process.execPath, cli], { cwd: folder });
      expect({ command, code: shell.status }).toEqual({ command, code: 2 });
      expect(shell.stderr.toString()).toContain("The results could not be written");
      expect(readFileSync(join(folder, "out")).length).toBeLessThanOrEqual(8 * 1024);
    }
  });
});
