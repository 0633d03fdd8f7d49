import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";

const call = (city: string): string =>
  `<tool_call>\n{"name": "weather", "arguments": {"city": "${city}", "days": 2.0}}\n</tool_call>`;

function chat(content: string, more: object = {}): string {
  const messages = [
    { role: "user", content: "How is the weather?" },
    { role: "assistant", content },
  ];
  return JSON.stringify({ messages, ...more });
}

const first = chat(`<think>\nI look it up.\n</think>\n\n${call("Oslo")}`, { id: "a" });
const second = chat(`Both: ${call("Rome")}\n${call("Bari")}`);

describe("trace-auditor parse", () => {
  it("writes a line for each trace, with the calls' places in the file, and one for what cannot be read", async () => {
    const folder = folderWith({ "a.jsonl": `${first}\n{torn\n${second}\n` });
    const { stdout, stderr, code } = await traceAuditor(["parse", "a.jsonl"], { folder });
    expect(code).toBe(0);
    expect(stderr).toContain("profile hermes (2 of the 2 traces look like it)");
    const [one, torn, two] = jsonLines(stdout);
    const written = JSON.stringify(call("Oslo")).slice(1, -1);
    const start = first.indexOf(written);
    expect({ ...one, readers: undefined }).toEqual({
      ...{ file: "a.jsonl", record: 0, trace: 0, id: "a", dialect: "hermes" },
      turns: [
        { role: "user", by: "environment" },
        { role: "assistant", by: "model" },
      ],
      reasoning: "I look it up.",
      calls: [
        {
          name: "weather",
          arguments: { city: "Oslo", days: 2 },
          range: { start: { line: 0, character: start }, end: { line: 0, character: start + written.length } },
          complete: true,
        },
      ],
      ...{ content: null, drafts: [], cut: false },
    });
    expect(stdout.split("\n")[0]).toContain('{"city":"Oslo","days":2.0}');
    expect(torn).toMatchObject({ file: "a.jsonl", record: 1, line: 1, error: { code: "invalid-json" } });
    expect(two).toMatchObject({ record: 2, content: "Both:", calls: [{ name: "weather" }, { name: "weather" }] });
  });

  it("tells what servers make of a trace, or those that a flag names", async () => {
    const folder = folderWith({ "a.jsonl": `${first}\n` });
    const all = jsonLines((await traceAuditor(["parse", "a.jsonl"], { folder })).stdout);
    const read = { calls: [{ name: "weather", arguments: { city: "Oslo", days: 2 } }] };
    expect(all[0]).toMatchObject({ readers: { vllm: read, sglang: read, verl: read } });
    const { stdout } = await traceAuditor(["parse", "a.jsonl", "--readers", "verl"], { folder });
    expect(stdout).toContain('"readers":{"verl":{"version":"0.9.1",');
    expect(stdout).not.toContain("vllm");
    const wrong = await traceAuditor(["parse", "a.jsonl", "--readers", "vlm"], { folder });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("vllm") as string });
  });

  it("tells people the same with --format text", async () => {
    const folder = folderWith({ "a.jsonl": `${first}\n` });
    const { stdout } = await traceAuditor(["parse", "a.jsonl", "--format", "text"], { folder });
    expect(stdout).toContain("a.jsonl: record 0, trace 0 (a)\n  dialect    hermes\n");
    expect(stdout).toMatch(/ {2}call {7}weather {2}at 1:\d+\n {15}\{"city":"Oslo","days":2\.0\}\n/);
  });

  it("reads by the dialect that a flag names, and says which was meant", async () => {
    const folder = folderWith({ "a.jsonl": `${first}\n` });
    const asked = await traceAuditor(["parse", "a.jsonl", "--dialect", "glm-4.5"], { folder });
    expect(jsonLines(asked.stdout)[0]).toMatchObject({ dialect: "glm-4.5" });
    const wrong = await traceAuditor(["parse", "a.jsonl", "--dialect", "hermse"], { folder });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean "hermes"?')]);
  });

  it("gives of parts in the filter the bytes of the whole, a line per line", async () => {
    const lines = Array.from({ length: 40 }, (_, i) => (i % 7 === 3 ? "" : i % 5 === 4 ? "{" : i % 2 ? first : second));
    const flags = [
      "--jsonl",
      "--record-format",
      "chat",
      "--profile",
      "hermes",
      "--dialect",
      "hermes",
      "--line-per-line",
    ];
    const run = (part: readonly string[], more: readonly string[]) =>
      traceAuditor(["parse", "-", ...flags, "--stdin-filename", "a.jsonl", ...more], { input: `${part.join("\n")}\n` });
    const whole = await run(lines, ["--jobs", "1"]);
    expect([whole.code, whole.stderr]).toEqual([0, ""]);
    expect(whole.stdout.split("\n")).toHaveLength(41);
    const records = lines.slice(0, 20).filter((line) => line !== "").length;
    const head = await run(lines.slice(0, 20), ["--jobs", "2"]);
    const tail = await run(lines.slice(20), ["--first-line", "20", "--first-record", String(records), "--jobs", "2"]);
    expect(head.stdout + tail.stdout).toBe(whole.stdout);
  });
});

describe("trace-auditor parse --to", () => {
  const bytes = `\uFEFF[\r\n  ${first},\r\n\r\n  ${second} ]\r\n`;

  it("writes the calls in another dialect and leaves every other byte", async () => {
    const folder = folderWith({ "a.json": bytes });
    const { stdout, stderr, code } = await traceAuditor(["parse", "a.json", "--to", "qwen-xml"], { folder });
    expect(code).toBe(0);
    expect(stderr).toContain("3 calls written as qwen-xml.");
    const meant = (city: string): string =>
      `<tool_call>\n<function=weather>\n<parameter=city>\n${city}\n</parameter>\n<parameter=days>\n2.0\n</parameter>\n</function>\n</tool_call>`;
    const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
    let expected = bytes;
    for (const city of ["Oslo", "Rome", "Bari"]) expected = expected.replace(inJson(call(city)), inJson(meant(city)));
    expect(stdout).toBe(expected);
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe(bytes);
  });

  it("gives the file as it is where its calls are in that dialect already", async () => {
    const { stdout } = await traceAuditor(["parse", "-", "--to", "hermes"], { input: bytes });
    expect(stdout).toBe(bytes);
  });

  it("leaves what cannot be read, and flags that go with lines are refused", async () => {
    const folder = folderWith({ "a.jsonl": `${first}\n{torn\n` });
    const { stdout } = await traceAuditor(["parse", "a.jsonl", "--to", "glm-4.5"], { folder });
    expect(stdout).toMatch(/\n\{torn\n$/);
    const refused = await traceAuditor(["parse", "a.jsonl", "--to", "glm-4.5", "--limit", "1"], { folder });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("leave --limit out")]);
  });
});
