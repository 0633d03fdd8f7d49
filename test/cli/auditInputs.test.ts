import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { bundledCli, folderWith, jsonLines, root, traceAuditor } from "./support/commandLine";

const good = "<think> I know it. </think>\n<response> It is sunny. </response>";
const unclosed = "<think> I know it.\n<response> It is sunny. </response>";
const loose = "<think> I know it. </think>\n<response> It is sunny. </response>\nBye.";

function verlLine(output: string, more: object = {}): string {
  return JSON.stringify({ input: "How is the weather?", output, step: 3, ...more });
}

describe("inputs", () => {
  it("are read from standard input by -", async () => {
    const { code, stdout } = await traceAuditor(["audit", "-", "--format", "jsonl"], {
      input: `${verlLine(good)}\n${verlLine(unclosed)}\n`,
    });
    expect(code).toBe(1);
    expect(jsonLines(stdout).map(({ file, record }) => [file, record])).toEqual([
      ["-", 0],
      ["-", 1],
    ]);
  });

  it("are answered line by line while the stream is still open", async () => {
    const child = spawn(process.execPath, [await bundledCli(), "audit", "-", "--format", "jsonl"], { cwd: root });
    const next = async (): Promise<string> =>
      new Promise((resolve) => child.stdout.once("data", (data: Buffer) => resolve(String(data))));
    child.stdin.write(`${verlLine(good, { uid: "first" })}\n`);
    expect(jsonLines(await next())).toMatchObject([{ record: 0, findings: [] }]);
    child.stdin.write(`${verlLine(loose)}\n`);
    expect(jsonLines(await next())).toMatchObject([{ record: 1, findings: [{ rule: "text-outside-tags" }] }]);
    child.stdin.end();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
  });

  it("are found in folders: traces and records that are recognised, in the order of their names", async () => {
    const folder = folderWith({
      "runs/b.trace": good,
      "runs/a.jsonl": `${verlLine(good)}\n`,
      "runs/package.json": '{"name": "x", "version": "1.0.0"}',
      "runs/notes.md": "<think>",
      "runs/deep/c.trace": good,
      "runs/.hidden/d.trace": unclosed,
      "runs/node_modules/e.trace": unclosed,
    });
    const { code, stdout } = await traceAuditor(["audit", "runs", "--format", "jsonl"], { folder });
    expect(code).toBe(0);
    expect(jsonLines(stdout).map(({ file }) => file)).toEqual(["runs/a.jsonl", "runs/b.trace", "runs/deep/c.trace"]);
  });

  it("say what they are not, where they were named", async () => {
    const folder = folderWith({
      "package.json": '{"name": "x"}',
      "pointer.jsonl": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 123\n",
      "utf16.trace": Buffer.from(`\uFEFF${good}`, "utf16le"),
    });
    const { code, stdout, stderr } = await traceAuditor(["audit", "package.json", "pointer.jsonl", "utf16.trace"], {
      folder,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("package.json: holds no records that are known here.");
    expect(stderr).toContain("pointer.jsonl: This is a Git LFS pointer");
    expect(stderr).toContain("utf16.trace: cannot be read: it is UTF-16");
  });

  it("are told in one line if they are binary, whatever their name says", async () => {
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 167 + 13 * (i >> 3)) % 256));
    const folder = folderWith({ "a.trace": bytes, "b.jsonl": bytes });
    const { code, stdout, stderr } = await traceAuditor(["audit", "a.trace", "b.jsonl"], { folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const [a, b, ...rest] = stderr.split("\n");
    expect(a).toBe("a.trace: cannot be read: it is a binary file, not text, and of no kind that is known here.");
    expect(b).toBe("b.jsonl: cannot be read: it is a binary file, not text, and of no kind that is known here.");
    expect(rest).toEqual([expect.stringMatching(/^No trace was checked/), ""]);
  });

  it("get no all-clear if nothing in them was checked", async () => {
    const folder = folderWith({ "a.trace": "Hello.", "b.trace": good });
    const alone = await traceAuditor(["audit", "a.trace"], { folder });
    expect(alone.stderr).not.toContain("Nothing found");
    const beside = await traceAuditor(["audit", "a.trace", "b.trace"], { folder });
    expect(beside.stderr).toContain("Nothing found in 1 trace of 2 files. 1 trace looks like no profile");
  });

  it("are read on where bytes are no UTF-8, and say so", async () => {
    const bytes = Buffer.concat([
      Buffer.from("<think> caf"),
      Buffer.from([0xe9]),
      Buffer.from(" </think>\n<response> ok </response>"),
    ]);
    const folder = folderWith({ "a.trace": bytes });
    const { code, stderr } = await traceAuditor(["audit", "a.trace"], { folder });
    expect(code).toBe(0);
    expect(stderr).toContain("a.trace:1: not UTF-8");
  });

  it("of another program get no findings", async () => {
    const folder = folderWith({ "strace.trace": 'open("/etc/passwd") = 3\r\nread(3) = 0\r\n' });
    const { code, stdout, stderr } = await traceAuditor(["audit", "strace.trace"], { folder });
    // Nothing is wrong with it, and nothing of it was checked: no all-clear.
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("No trace was checked");
  });

  it("may be empty, which is told where a file of records was named", async () => {
    const folder = folderWith({ "a.trace": "", "b.jsonl": "", "c.json": "\ufeff\n \n", "runs/d.jsonl": "" });
    const { code, stdout, stderr } = await traceAuditor(["audit", "b.jsonl", "c.json", "runs", "-"], { folder });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "b.jsonl: nothing to read: it is empty.",
        "c.json: nothing to read: it is empty.",
        "runs/d.jsonl: passed over: nothing to read: it is empty",
        "-: nothing to read: it is empty.",
        "No trace was checked: nothing that was read holds one that is known here.\n",
      ].join("\n"),
    });
    const scored = await traceAuditor(["score", "b.jsonl", "--record-format", "verl"], { folder });
    expect(scored).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "b.jsonl: nothing to read: it is empty.",
        "No trace was checked: nothing that was read holds one that is known here.\n",
      ].join("\n"),
    });
  });
});

describe("trace-auditor.json", () => {
  const own = JSON.stringify({
    files: [{ pattern: "ours/*", profile: "plan-act" }],
    profiles: {
      "plan-act": {
        tags: { plan: { content: "prose" }, act: { content: "prose" } },
        layouts: [
          {
            blocks: [
              { tag: "plan", min: 1 },
              { tag: "act", min: 1 },
            ],
          },
        ],
        rules: { "missing-tag": "warning" },
      },
    },
  });

  it("is the nearest one above each file", async () => {
    const folder = folderWith({
      "trace-auditor.json": own,
      "ours/a.trace": "<plan> Look it up. </plan>",
      "theirs/trace-auditor.json": '{"rules": {"unclosed-tag": "off"}}',
      "theirs/b.trace": unclosed,
    });
    const { code, stdout } = await traceAuditor(["audit", "ours", "theirs", "--format", "jsonl"], { folder });
    const [a, b] = jsonLines(stdout);
    expect(code).toBe(0);
    expect(a).toMatchObject({ profile: "plan-act", findings: [{ rule: "missing-tag", severity: "warning" }] });
    expect(b!.findings!.map(({ rule }) => rule)).not.toContain("unclosed-tag");
  });

  it("is the one of --config, and gives way to flags", async () => {
    const folder = folderWith({ "conf/own.json": own, "conf/ours/a.trace": "<plan> Look it up. </plan>" });
    const args = ["audit", "conf/ours/a.trace", "--config", "conf/own.json", "--format", "jsonl"];
    expect(jsonLines((await traceAuditor(args, { folder })).stdout)[0]!.profile).toBe("plan-act");
    const forced = await traceAuditor([...args, "--profile", "toolrl", "--rule", "missing-tag=error"], { folder });
    expect(forced.code).toBe(1);
    expect(jsonLines(forced.stdout)[0]!.profile).toBe("toolrl");
  });

  it("sets rules for files by their path, and a sample may switch one off itself", async () => {
    const folder = folderWith({
      "trace-auditor.json": '{"files": [{"pattern": "runs/*.trace", "rules": {"unclosed-tag": "off"}}]}',
      "runs/a.trace": unclosed,
      "b.trace": unclosed,
      "c.trace": `@sample off=unclosed-tag\n@completion\n${unclosed}`,
    });
    const { stdout } = await traceAuditor(["audit", ".", "--format", "jsonl", "--rule", "unclosed-tag"], { folder });
    const counts = jsonLines(stdout).map(({ file, findings }) => [file, (findings as unknown[]).length]);
    expect(counts).toEqual([
      ["b.trace", 1],
      ["c.trace", 0],
      ["runs/a.trace", 0],
    ]);
  });

  it("stops the run where it cannot be used", async () => {
    const folder = folderWith({ "trace-auditor.json": '{\n  "rules": {"unclosed-tags": "off"}\n}', "a.trace": good });
    const { code, stdout, stderr } = await traceAuditor(["audit", "a.trace"], { folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('trace-auditor.json:2:13: There is no rule "unclosed-tags". Did you mean "unclosed-tag"?');
  });
});
