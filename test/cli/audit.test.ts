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
