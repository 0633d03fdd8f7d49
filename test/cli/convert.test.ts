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
    expect([there.code, there.stdout]).toEqual([0, ""]);
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
});
