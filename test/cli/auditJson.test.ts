import { describe, expect, it } from "vitest";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";

const good = "<think> I know it. </think>\n<response> It is sunny. </response>";
const unclosed = "<think> I know it.\n<response> It is sunny. </response>";
const loose = "<think> I know it. </think>\n<response> It is sunny. </response>\nBye.";

function verlLine(output: string, more: object = {}): string {
  return JSON.stringify({ input: "How is the weather?", output, step: 3, ...more });
}

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
    const text = "@sample profile=toolrl\n@completion\n<think> a\n<plan> b </plan>\n<response> c </response>";
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
