import { spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ruleNamed } from "../../server/core/rules";
import { bundledCli, folderWith, jsonLines, root, traceAuditor } from "./support/commandLine";

const good = "<think> I know it. </think>\n<response> It is sunny. </response>";
const unclosed = "<think> I know it.\n<response> It is sunny. </response>";
const loose = "<think> I know it. </think>\n<response> It is sunny. </response>\nBye.";

function verlLine(output: string, more: object = {}): string {
  return JSON.stringify({ input: "How is the weather?", output, step: 3, ...more });
}

describe("exit codes", () => {
  it("are 0 for good traces and 1 for bad ones", async () => {
    const folder = folderWith({ "good.trace": good, "bad.trace": unclosed });
    expect((await traceAuditor(["audit", "good.trace"], { folder })).code).toBe(0);
    expect((await traceAuditor(["audit", "bad.trace"], { folder })).code).toBe(1);
    expect((await traceAuditor(["audit", "bad.trace", "--exit-zero"], { folder })).code).toBe(0);
    expect((await traceAuditor(["audit", "bad.trace", "--fail-on", "never"], { folder })).code).toBe(0);
  });

  it("follow --fail-on and the rules' severities", async () => {
    const folder = folderWith({ "a.trace": unclosed });
    const only = ["audit", "a.trace", "--rule", "unclosed-tag"];
    expect((await traceAuditor([...only, "--rule", "unclosed-tag=warning"], { folder })).code).toBe(0);
    expect(
      (await traceAuditor([...only, "--rule", "unclosed-tag=warning", "--fail-on", "warning"], { folder })).code,
    ).toBe(1);
    expect(
      (await traceAuditor([...only, "--rule", "unclosed-tag=off", "--fail-on", "information"], { folder })).code,
    ).toBe(0);
  });

  it.each([
    [["audit"], "missing required argument"],
    [["audit", "x.trace", "--colour"], "unknown option '--colour'"],
    [["audit", "x.trace", "--format", "xml"], "text, json, jsonl, sarif"],
    [["audit", "x.trace", "--fail-on", "bad"], "never"],
    [["audit", "x.trace", "--rule", "unclosed-tags"], 'Did you mean "unclosed-tag"?'],
    [["audit", "x.trace", "--rule", "unclosed-tag=warn"], 'Did you mean "warning"?'],
    [["audit", "x.trace", "--profile", "tollrl"], 'Did you mean "toolrl"?'],
    [["audit", "x.trace", "--record-format", "csv"], "verl"],
    [["audit", "x.trace", "--config", "none.json"], "none.json"],
    [["audit", "nowhere.trace"], "nowhere.trace: cannot be read: there is no such file or folder."],
    [["adit", "x.trace"], "unknown command 'adit'"],
  ])("are 2 for %j, with a message on standard error only", async (args, message) => {
    const folder = folderWith({ "x.trace": good });
    const { code, stdout, stderr } = await traceAuditor(args, { folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("are 2 where one of several files cannot be read, and the others are audited", async () => {
    const folder = folderWith({ "a.trace": unclosed, "b.gz": Buffer.from([0x1f, 0x8b, 8, 0]), "c.trace": good });
    const { code, stdout, stderr } = await traceAuditor(
      ["audit", "a.trace", "b.gz", "none", "c.trace", "--format", "jsonl"],
      { folder },
    );
    expect(code).toBe(2);
    expect(stderr).toContain("b.gz: cannot be read: its gzip data ends too early");
    expect(jsonLines(stdout).map((line) => line.file)).toEqual(["a.trace", "c.trace"]);
  });

  it.skipIf(process.getuid?.() === 0)("are 2 where there is no permission", async () => {
    const folder = folderWith({ "a.trace": good });
    chmodSync(join(folder, "a.trace"), 0);
    expect((await traceAuditor(["audit", "a.trace"], { folder })).code).toBe(2);
  });
});

describe("text", () => {
  it("shows the line with carets under the place, and a closing line on standard error", async () => {
    const folder = folderWith({ "a.trace": loose });
    const { stdout, stderr } = await traceAuditor(["audit", "a.trace"], { folder });
    const [place, , line, carets] = stdout.split("\n");
    expect(place).toBe("a.trace:3:1 error text-outside-tags");
    expect(line).toBe("  3 | Bye.");
    expect(carets).toBe("    | ^^^^");
    expect(stderr).toBe(
      "a.trace: Trace file (its name says so); profile toolrl (its trace looks like it).\n1 error in 1 trace of 1 file.\n",
    );
  });

  it("has no colours where it is no terminal", async () => {
    const folder = folderWith({ "a.trace": unclosed });
    expect((await traceAuditor(["audit", "a.trace"], { folder })).stdout).not.toContain("\u001B");
  });

  it("gives a table of the rules by --summary: alone it is the result, beside a form it is a message", async () => {
    const folder = folderWith({ "a.trace": `@sample\n@completion\n${loose}\n@sample\n@completion\n${good}` });
    const table = /^rule +count +samples +first\ntext-outside-tags +1 +50\.0 % +a\.trace:5:1\n/m;
    const alone = await traceAuditor(["audit", "a.trace", "--summary"], { folder });
    expect(alone.stdout).toMatch(table);
    expect(alone.stderr).toMatch(/\n1 error in 2 traces of 1 file\.\n$/);
    const beside = await traceAuditor(["audit", "a.trace", "--summary", "--format", "jsonl"], { folder });
    expect(jsonLines(beside.stdout)).toHaveLength(2);
    expect(beside.stderr).toMatch(table);
    const fixable = await traceAuditor(["audit", "a.trace", "--summary", "--fixable"], { folder });
    expect(fixable.stdout).toMatch(
      /^rule +count +samples +fixable +first\ntext-outside-tags +1 +50\.0 % +1 +a\.trace:5:1\n/,
    );
  });
});

describe("jsonl", () => {
  it("has a line for each trace, with the file's positions in UTF-16", async () => {
    const folder = folderWith({
      "a.trace": `@sample id=x step=4\n@completion\n${good}\n@sample id="y z"\n@completion\n😀${good}`,
    });
    const { stdout } = await traceAuditor(["audit", "a.trace", "--format", "jsonl"], { folder });
    const [first, second] = jsonLines(stdout);
    const read = { profile: "toolrl", dialect: "toolrl", checked: true };
    expect(first).toEqual({ file: "a.trace", record: 0, trace: 0, id: "x", ...read, findings: [] });
    expect(second).toMatchObject({ record: 1, id: "y z" });
    expect(second!.findings![0]).toMatchObject({
      rule: "text-outside-tags",
      severity: "error",
      part: "completion",
      range: { start: { line: 6, character: 0 }, end: { line: 6, character: 2 } },
      fixable: true,
    });
  });

  it("says which findings fix can fix", async () => {
    const text = "@sample profile=toolrl\n@completion\n<think> a </think>\n<plan> b </plan>\n<response> c";
    const { stdout } = await traceAuditor(["audit", "a.trace", "--format", "jsonl"], {
      folder: folderWith({ "a.trace": text }),
    });
    const findings = jsonLines(stdout)[0]!.findings!;
    expect(findings.find(({ rule }) => rule === "unknown-tag")).toMatchObject({ fixable: false });
    expect(findings.find(({ rule }) => rule === "unclosed-tag")).toMatchObject({ fixable: true });
  });

  it("does not count a byte-order mark, as editors do not", async () => {
    const folder = folderWith({ "a.trace": `\uFEFF${loose}`, "b.trace": `\uFEFFBye. ${good}` });
    const { stdout } = await traceAuditor(["audit", "a.trace", "b.trace", "--format", "jsonl"], { folder });
    const [a, b] = jsonLines(stdout);
    expect(a!.findings!.map(({ rule, range }) => [rule, range.start])).toEqual([
      ["text-outside-tags", { line: 2, character: 0 }],
    ]);
    expect(b!.findings![0]!.range.start).toEqual({ line: 0, character: 0 });
  });

  it("accounts for every record, those that cannot be read included", async () => {
    const lines = [verlLine(good), "{ broken", verlLine(unclosed), "", '"a string"', verlLine(good)];
    const folder = folderWith({ "3.jsonl": `${lines.join("\n")}\n{"input": "torn` });
    const { code, stdout } = await traceAuditor(["audit", "3.jsonl", "--format", "jsonl"], { folder });
    expect(code).toBe(1);
    const told = jsonLines(stdout);
    expect(told.map(({ record, line, error }) => [record, line, error?.code])).toEqual([
      [0, undefined, undefined],
      [1, 1, "invalid-json"],
      [2, undefined, undefined],
      [3, 4, "not-an-object"],
      [4, undefined, undefined],
      [5, 6, "torn-line"],
    ]);
    expect(told[2]!.findings!.map(({ rule }) => rule)).toContain("unclosed-tag");
  });

  it("finds the exact characters behind JSON's escapes", async () => {
    const line = verlLine(`<think> "é" </think>\n<response> ok </response>\nBye.`).replace("é", "\\u00e9");
    const folder = folderWith({ "a.jsonl": `${verlLine(good)}\n${line}\n` });
    const { stdout } = await traceAuditor(["audit", "a.jsonl", "--format", "jsonl"], { folder });
    const { start, end } = jsonLines(stdout)[1]!.findings!.find(({ rule }) => rule === "text-outside-tags")!.range;
    expect(start.line).toBe(1);
    expect(line.slice(start.character, end.character)).toBe("Bye.");
  });

  it("tells a judge's verdict in its four readings, and nothing of the kind for an agent", async () => {
    const judge = "<type>Chat</type>\n\n<eval> [[A]] is good, but </eval>\n\n<answer>[[B]]</answer>";
    const folder = folderWith({ "j.trace": `@sample profile=rm-r1 gold=B\n@completion\n${judge}`, "a.trace": good });
    const { stdout } = await traceAuditor(["audit", "j.trace", "a.trace", "--format", "jsonl"], { folder });
    const [j, a] = jsonLines(stdout);
    expect(j!.verdict).toEqual({ parsed: "B", train: "B", eval: null, sftFilter: "B" });
    expect(a).not.toHaveProperty("verdict");
  });

  it("numbers records and lines through a file of many batches, and keeps its profile", async () => {
    const filler = "x".repeat(2000);
    const count = 4000;
    const lines = Array.from({ length: count }, (_, i) =>
      verlLine(
        i % 1000 === 999
          ? `<think> ${filler} </think>\nBye.`
          : `<think> ${filler} </think>\n<response> ${i} </response>`,
      ),
    );
    const folder = folderWith({ "big.jsonl": lines.join("\r\n") });
    const { stdout } = await traceAuditor(["audit", "big.jsonl", "--format", "jsonl"], { folder });
    const told = jsonLines(stdout);
    expect(told.map(({ record }) => record)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(new Set(told.map(({ profile }) => profile))).toEqual(new Set(["toolrl"]));
    const bad = told.filter(({ findings }) => findings!.length > 0);
    expect(bad.map(({ record }) => record)).toEqual([999, 1999, 2999, 3999]);
    for (const { record, findings } of bad) for (const { range } of findings!) expect(range.start.line).toBe(record);
  });

  it("cuts a large .trace file into batches at its samples", async () => {
    const filler = "x".repeat(5000);
    const sample = (i: number): string =>
      `@sample id=${i}\n@completion\n<think> ${filler} </think>\n<response> ok </response>${i % 700 === 699 ? "\nBye." : ""}`;
    const folder = folderWith({ "big.trace": Array.from({ length: 2100 }, (_, i) => sample(i)).join("\n") });
    const { stdout } = await traceAuditor(["audit", "big.trace", "--format", "jsonl"], { folder });
    const told = jsonLines(stdout);
    expect(told.map(({ record, id }) => [record, id])).toEqual(Array.from({ length: 2100 }, (_, i) => [i, String(i)]));
    const bad = told.filter(({ findings }) => findings!.length > 0);
    expect(bad.map(({ record, findings }) => [record, findings![0]!.range.start.line])).toEqual([
      [699, 699 * 4 + 4],
      [1399, 1399 * 4 + 5],
      [2099, 2099 * 4 + 6],
    ]);
  });
});

describe("json", () => {
  it("is one array of the same objects, also where there are none", async () => {
    const folder = folderWith({
      "a.trace": `@sample\n@completion\n${good}\n@sample\n@completion\n${unclosed}`,
      "empty/x.md": "",
    });
    const lines = await traceAuditor(["audit", "a.trace", "--format", "jsonl"], { folder });
    const array = await traceAuditor(["audit", "a.trace", "--format", "json"], { folder });
    expect(JSON.parse(array.stdout)).toEqual(jsonLines(lines.stdout));
    expect(JSON.parse((await traceAuditor(["audit", "empty", "--format", "json"], { folder })).stdout)).toEqual([]);
  });
});

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

describe("standard output", () => {
  it("may be closed by its reader", async () => {
    const lines = Array.from({ length: 5000 }, () => verlLine(unclosed)).join("\n");
    const folder = folderWith({ "a.jsonl": lines });
    const child = spawn(process.execPath, [await bundledCli(), "audit", "a.jsonl"], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
    child.stdout.once("data", () => child.stdout.destroy());
    await new Promise((resolve) => child.on("close", resolve));
    expect(stderr).not.toMatch(/EPIPE|at .*\.js/);
  });
});

describe.skipIf(!existsSync("/dev/full"))("a full disk", () => {
  it("is told, with exit code 2", async () => {
    const folder = folderWith({ "a.trace": unclosed });
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [await bundledCli(), "audit", "a.trace"], {
      cwd: folder,
      stdio: ["ignore", full, "pipe"],
    });
    let stderr = "";
    child.stderr!.on("data", (data: Buffer) => (stderr += String(data)));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(stderr).toContain("The results could not be written: ");
    closeSync(full);
  });
});

describe("a live stream", () => {
  it("does not keep the process once nobody reads what it says", async () => {
    const child = spawn(process.execPath, [await bundledCli(), "audit", "-", "--format", "jsonl"], { cwd: root });
    child.stdin.on("error", () => undefined);
    child.stdin.write(`${verlLine(good)}\n`);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.stdout.destroy();
    child.stdin.write(`${verlLine(good)}\n`);
    // Standard input stays open.
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  });
});

describe("examples/", () => {
  const idsOf = (file: string): string[] =>
    [...readFileSync(join(root, "examples", file), "utf8").matchAll(/^@sample id=(\S+)/gm)].map(([, id]) => id!);

  it("good.trace has nothing to find", async () => {
    expect(await traceAuditor(["audit", "examples/good.trace", "--fail-on", "information"])).toMatchObject({
      code: 0,
      stdout: "",
    });
  });

  it("broken.trace has in each sample the fault that its id names, and no other", async () => {
    const { stdout } = await traceAuditor(["audit", "examples/broken.trace", "--format", "jsonl"]);
    const found = jsonLines(stdout).map(({ id, findings }) => [id, [...new Set(findings!.map(({ rule }) => rule))]]);
    // Rules that need a ground truth come with the rewards; their samples wait for them.
    expect(found).toEqual(idsOf("broken.trace").map((id) => [id, ruleNamed(id) === undefined ? [] : [id]]));
  });
});
