/** `trace-auditor convert`: records in another format, and what that has no place for. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, traceAuditor } from "./support/commandLine";

const chat = (i: number): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: `${i}?` },
      { role: "assistant", content: `Zürich ${i}\u2028` },
    ],
    score: i,
  });
const verl = JSON.stringify({ input: "a", output: "b", gts: null, score: 1, acc: 0.5 });

describe("convert", () => {
  it("writes records as they are read, and there and back the same", async () => {
    const folder = folderWith({ "a.jsonl": [chat(1), chat(2), "{torn"].join("\n") });
    const there = await traceAuditor(["convert", "a.jsonl", "--to", "sharegpt", "--out", "b.jsonl"], { folder });
    expect([there.code, there.stdout]).toEqual([1, ""]);
    expect(there.stderr).toMatch(
      /a\.jsonl: left behind: a record that cannot be read \(.*\), once, first in record 2 \(line 3\)\./,
    );
    const back = await traceAuditor(["convert", "b.jsonl", "--to", "chat"], { folder });
    expect(
      back.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([chat(1), chat(2)].map((line) => JSON.parse(line) as unknown));
    expect(readdirSync(folder).sort()).toEqual(["a.jsonl", "b.jsonl"]);
  });

  it("tells what is left behind, which --strict makes a failure", async () => {
    const folder = folderWith({ "v.jsonl": `${verl}\n${verl}\n` });
    const lax = await traceAuditor(["convert", "v.jsonl", "--to", "chat"], { folder });
    expect(lax.code).toBe(0);
    expect(lax.stderr).toContain("v.jsonl: left behind: its components, 2 times, first in record 0 (line 1).");
    const strict = await traceAuditor(["convert", "v.jsonl", "--to", "chat", "--strict"], { folder });
    expect([strict.code, strict.stdout]).toEqual([2, lax.stdout]);
    expect((await traceAuditor(["convert", "v.jsonl", "--to", "verl", "--strict"], { folder })).code).toBe(0);
  });

  it("may write over what it reads, and leaves no file where it could not", async () => {
    const pretty = JSON.stringify([JSON.parse(chat(1)), JSON.parse(chat(2))], null, 2);
    const folder = folderWith({ "a.json": pretty });
    await traceAuditor(["convert", "a.json", "--to", "jsonl", "--out", "a.json"], { folder });
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe(`${chat(1)}\n${chat(2)}\n`);
    const nowhere = await traceAuditor(["convert", "a.json", "--to", "jsonl", "--out", "no/where.jsonl"], { folder });
    expect([nowhere.code, existsSync(join(folder, "no"))]).toEqual([2, false]);
    expect(nowhere.stderr).toContain("no/where.jsonl: cannot be written: ");
    const missing = await traceAuditor(["convert", "b.json", "--to", "jsonl", "--calls", "hermes"], { folder });
    expect(missing.code).toBe(2);
  });

  it("keeps what no sample holds where the target can have it, and tells the rest", async () => {
    const messages = [
      { role: "user", name: "ada", content: "How high?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "tide", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "c1", content: "2 m" },
      { role: "assistant", content: "Two metres." },
    ];
    const folder = folderWith({ "a.jsonl": `${JSON.stringify({ messages, solution: "2", score: 1 })}\n` });
    const same = await traceAuditor(["convert", "a.jsonl", "--to", "chat", "--strict"], { folder });
    expect(JSON.parse(same.stdout)).toEqual({ messages, solution: "2", score: 1 });
    const other = await traceAuditor(["convert", "a.jsonl", "--to", "sharegpt"], { folder });
    expect(JSON.parse(other.stdout)).toMatchObject({ solution: "2", score: 1 });
    expect(other.stderr).toContain("left behind: the field `messages[].name`, once, first in record 0 (line 1).");
    expect(other.stderr).toContain("left behind: ids of calls, and which call a result answers, once");
    const calls = await traceAuditor(["convert", "a.jsonl", "--to", "chat", "--calls", "hermes"], { folder });
    expect(calls.stdout).toContain("<tool_call>");
  });

  it("tells what a session's entries have beside the conversation", async () => {
    const at = { uuid: "u1", sessionId: "s", cwd: "/home/ada" };
    const entries = [
      { type: "user", ...at, message: { role: "user", content: "Hi" } },
      {
        type: "assistant",
        ...at,
        uuid: "u2",
        parentUuid: "u1",
        message: { id: "m", role: "assistant", content: [{ type: "text", text: "Ho" }] },
      },
    ];
    const folder = folderWith({ "s.jsonl": entries.map((entry) => `${JSON.stringify(entry)}\n`).join("") });
    const told = await traceAuditor(["convert", "s.jsonl", "--to", "chat"], { folder });
    expect(told.stderr).toContain("left behind: the field `cwd`");
  });

  it("numbers the records of a part of a file, and refuses what would have no say", async () => {
    const folder = folderWith({ "v.jsonl": `${verl}\n` });
    const input = `${verl}\n`;
    const args = ["convert", "-", "--to", "chat", "--first-record", "40", "--first-line", "50", "--jobs", "2"];
    const part = await traceAuditor(args, { folder, input });
    expect(part.stderr).toContain("its components, once, first in record 40 (line 51).");
    for (const flag of ["--profile=toolrl", "--dialect=hermes", "--config=x.json"]) {
      const { code, stderr } = await traceAuditor(["convert", "v.jsonl", "--to", "chat", flag], { folder });
      expect([code, stderr]).toEqual([2, expect.stringContaining("add --calls, or leave it out")]);
    }
    const unknown = await traceAuditor(["convert", "v.jsonl", "--to", "chat", "--calls=hermes", "--profile=nix"], {
      folder,
    });
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("There is no profile")]);
  });
});
