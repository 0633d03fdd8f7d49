import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { applyPatch } from "diff";
import { describe, expect, it } from "vitest";
import { fileState, replaceFile } from "../../server/node/replaceFile";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";

const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;

function line(output: string, more: object = {}): string {
  return JSON.stringify({ input: "How is the weather?", output, step: 3, ...more });
}

describe("fix", () => {
  it("prints a unified diff that git apply takes, and leaves the file alone", async () => {
    const text = `${[good, unclosed, good, good, good, good, unclosed].map((each) => line(each)).join("\n")}\n`;
    const folder = folderWith({ "runs/a.jsonl": text });
    const { code, stdout, stderr } = await traceAuditor(["fix", "runs/a.jsonl", "--safe"], { folder });
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "runs/a.jsonl"), "utf8")).toBe(text);
    expect(stdout).toContain("--- a/runs/a.jsonl\n+++ b/runs/a.jsonl\n");
    expect(stdout.split("\n").filter((each) => each.startsWith("-{"))).toHaveLength(2);
    expect(stderr).toContain("2 fixes in 2 of 7 traces of 1 file.\n  unclosed-tag: 2");
    const applied = spawnSync("git", ["apply", "-"], { cwd: folder, input: stdout, encoding: "utf8" });
    expect(applied.stderr).toBe("");
    const fixed = readFileSync(join(folder, "runs/a.jsonl"), "utf8").trimEnd().split("\n");
    expect(fixed.map((each) => (JSON.parse(each) as { output: string }).output)).toEqual(Array(7).fill(good));
  });

  it("writes with --write, touching only what it fixes: other bytes, byte-order mark, mode and link stay", async () => {
    const odd = `{"note" : "\\u00e9\\/",  "input":"", "output": ${JSON.stringify(unclosed)} , "step":1e0}`;
    const wanted = odd.replace(JSON.stringify(unclosed), JSON.stringify(good));
    const folder = folderWith({ "a.jsonl": `\uFEFF${line(good)}\r\n${odd}\r\n\r\n${line(good)}` });
    chmodSync(join(folder, "a.jsonl"), 0o640);
    symlinkSync("a.jsonl", join(folder, "link.jsonl"));
    const { code, stdout } = await traceAuditor(["fix", "link.jsonl", "--write"], { folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(readFileSync(join(folder, "a.jsonl"), "utf8")).toBe(`\uFEFF${line(good)}\r\n${wanted}\r\n\r\n${line(good)}`);
    expect(statSync(join(folder, "a.jsonl")).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, "link.jsonl")).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["a.jsonl", "link.jsonl"]);
  });

  it("writes all of an array: what stands before, between and behind its elements stays", async () => {
    const array = (output: string): string => `\n[ ${line(good)},\n\n  ${line(output)} ]\n \n`;
    const folder = folderWith({ "a.json": array(unclosed) });
    const { code } = await traceAuditor(["fix", "a.json", "--write"], { folder });
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe(array(good));
  });

  it("leaves a file alone that has a record too long to be read, and says so", async () => {
    const text = `${line(unclosed)}\n${line("x".repeat(1 << 20))}\n${line(unclosed)}\n`;
    const folder = folderWith({ "a.jsonl": text });
    const { code, stderr } = await traceAuditor(["fix", "a.jsonl", "--write", "--max-record", "1"], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("a.jsonl: left as it is: record 1 has 2 MiB, more than is read at once.");
    expect(readFileSync(join(folder, "a.jsonl"), "utf8")).toBe(text);
  });

  it("keeps to --safe and to the rules named", async () => {
    const both = `<think> I may use <tool_call> here. </think>\n\n${call}`;
    const folder = folderWith({ "a.trace": both });
    const fix = async (...flags: string[]): Promise<string> =>
      (await traceAuditor(["fix", "a.trace", ...flags], { folder })).stdout;
    const safe = await fix("--safe");
    expect(await fix()).toBe(safe);
    expect(safe).not.toContain("+<think>");
    expect(safe).toContain("\n-\n <tool_call>");
    expect(await fix("--safe", "--rule", "unclosed-tag")).toBe("");
    expect(await fix("--safe", "--rule", "reader-disagreement")).toBe("");
    const named = await fix("--rule", "reader-disagreement");
    expect(named).toContain("+<think> I may use tool_call here. </think>\n");
    expect(named).not.toContain("\n-\n");
  });

  it("leaves ground truths alone unless asked, and tells what the reward gains", async () => {
    const truth = good.replace('"Oslo"', "'Oslo'");
    const folder = folderWith({
      "kept.jsonl": line(unclosed, { gts: good }),
      "truth.jsonl": line(good, { gts: truth }),
    });
    const kept = await traceAuditor(["fix", "kept.jsonl", "--safe"], { folder });
    expect(kept.stderr).toContain("Mean reward of the 1 sample that could be scored before: 3 → 4.");
    const alone = await traceAuditor(["fix", "truth.jsonl", "--safe"], { folder });
    expect(alone.stdout).toBe("");
    const asked = await traceAuditor(["fix", "truth.jsonl", "--safe", "--ground-truth"], { folder });
    expect(asked.stdout).toContain(`+${line(good, { gts: good })}`);
    expect(asked.stderr).toContain(
      "1 sample became scorable.\nMean reward of the 1 sample that can be scored after: 4.\n",
    );
  });

  it("says what stays, and whether anything was written", async () => {
    const folder = folderWith({ "a.trace": `${unclosed}\nBye.`, "good.trace": good });
    const shown = await traceAuditor(["fix", "a.trace"], { folder });
    expect(shown.stderr).toMatch(
      /\nFindings: error 2 → 1, warning 0 → 0, information 0 → 0\.\nNothing was written: --write does that\.\n$/,
    );
    const written = await traceAuditor(["fix", "a.trace", "--write"], { folder });
    expect(written.stderr).not.toContain("Nothing was written");
    const nothing = await traceAuditor(["fix", "good.trace"], { folder });
    expect(nothing.stderr).toMatch(
      /\.\nNothing was fixed in 1 trace of 1 file\.\nFindings: error 0 → 0, warning 0 → 0, information 0 → 0\.\n$/,
    );
  });

  it("does not count what could not be written", async () => {
    // So long a name that the file beside it, which is written first, cannot have one.
    const name = `${"a".repeat(249)}.trace`;
    const folder = folderWith({ [name]: unclosed });
    const { code, stderr } = await traceAuditor(["fix", name, "--write"], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("Nothing was fixed.\n");
  });

  it("reads standard input for a diff, and cannot write it", async () => {
    const { stdout } = await traceAuditor(["fix", "-", "--safe"], { input: `${line(unclosed)}\n` });
    expect(stdout).toContain(`\n+${line(good)}\n`);
    const { code, stderr } = await traceAuditor(["fix", "-", "--write"], { input: "" });
    expect(code).toBe(2);
    expect(stderr).toContain("Standard input cannot be written");
  });

  it("leaves a file that is not UTF-8 as it is, and says so", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${line(unclosed)}\n{"input": "`),
      Buffer.from([0xff]),
      Buffer.from(`"}\n`),
    ]);
    const folder = folderWith({ "a.jsonl": bytes });
    const { code, stderr } = await traceAuditor(["fix", "a.jsonl", "--write"], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("a.jsonl:2: not UTF-8, and left as it is");
    expect(readFileSync(join(folder, "a.jsonl")).equals(bytes)).toBe(true);
  });

  it("leaves a packed file as it is, and one with a record that is longer than what is read", async () => {
    const packed = gzipSync(`${line(unclosed)}\n`);
    const long = `${line("x".repeat(1 << 20))}\n${line(unclosed)}\n`;
    const folder = folderWith({ "a.jsonl.gz": "", "b.jsonl": long });
    writeFileSync(join(folder, "a.jsonl.gz"), packed);
    const args = ["fix", "a.jsonl.gz", "b.jsonl", "--write", "--max-record", "1"];
    const { code, stderr } = await traceAuditor(args, { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("a.jsonl.gz: not written: it is packed");
    expect(stderr).toContain("b.jsonl: left as it is: record 0 has 2 MiB, more than is read at once");
    expect(readFileSync(join(folder, "a.jsonl.gz")).equals(packed)).toBe(true);
    expect(readFileSync(join(folder, "b.jsonl"), "utf8")).toBe(long);
    expect(readdirSync(folder).sort()).toEqual(["a.jsonl.gz", "b.jsonl"]);
  });

  it("writes and shows the same of a file of many batches, on one thread and on several", async () => {
    const text = (output: string, i: number): string =>
      line(i % 3 === 0 ? output : good, { note: `${i} ${"é😀".repeat(i % 400)}` });
    const [before, after] = [unclosed, good].map((output) =>
      Array.from({ length: 1500 }, (_, i) => `${text(output, i)}${i % 7 === 0 ? "\r\n\n" : "\n"}`).join(""),
    ) as [string, string];
    const folder = folderWith({ "one.jsonl": before, "two.jsonl": before });
    const diffs: string[] = [];
    for (const [file, jobs] of Object.entries({ "one.jsonl": "1", "two.jsonl": "3" })) {
      const { stdout } = await traceAuditor(["fix", file, "--jobs", jobs], { folder });
      diffs.push(stdout.replaceAll(file, "file"));
      await traceAuditor(["fix", file, "--write", "--jobs", jobs], { folder });
      expect(readFileSync(join(folder, file), "utf8")).toBe(after);
    }
    expect(diffs[1]).toBe(diffs[0]);
    expect(applyPatch(before, diffs[0] ?? "")).toBe(after);
  });

  it("refuses a rule with a severity", async () => {
    const { code, stderr } = await traceAuditor(["fix", "x.trace", "--rule", "unclosed-tag=off"]);
    expect(code).toBe(2);
    expect(stderr).toContain("the rule's id alone");
  });
});

describe("writing", () => {
  it("refuses a file that somebody has written since it was read, and leaves no other behind", async () => {
    const folder = folderWith({ "a.trace": unclosed });
    const path = join(folder, "a.trace");
    const state = await fileState(path);
    writeFileSync(path, "somebody else's\n");
    await expect(replaceFile(good, state)).rejects.toThrow("another program has changed it");
    expect(readFileSync(path, "utf8")).toBe("somebody else's\n");
    expect(readdirSync(folder)).toEqual(["a.trace"]);
  });
});

describe("audit", () => {
  it("says in its lines what can be fixed", async () => {
    const folder = folderWith({
      "a.trace": unclosed,
      "b.trace": "@sample profile=toolrl\n@completion\n<think> I stop here. </think>",
    });
    const { stdout } = await traceAuditor(["audit", "a.trace", "b.trace", "--format", "jsonl"], { folder });
    const found = jsonLines(stdout).flatMap(({ findings }) => findings ?? []);
    expect(found.map(({ rule, fixable }) => [rule, fixable])).toEqual([
      ["unclosed-tag", true],
      ["missing-tag", false],
    ]);
  });
});
