/** `--only`: what passes is told, scored and fixed; the rest is counted, and left as it is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";
import { rollout } from "./support/traces";

const count = 15;
const lines = Array.from({ length: count }, (_, i) => rollout(i));
const folder = folderWith({
  "a.jsonl": `${lines.join("\n")}\n`,
  "b.jsonl": `${lines.slice(0, 3).join("\n")}\n{torn\n`,
});

/** Every fifth rollout is wrong; of the others every third one lacks `</think>`. */
const wrong = [0, 5, 10];
const unclosed = [3, 6, 9, 12];

async function records(command: readonly string[], only: string, file = "a.jsonl"): Promise<number[]> {
  const { stdout, code } = await traceAuditor([...command, file, "--only", only], { folder });
  expect(code).toBe(0);
  return jsonLines(stdout).map(({ record }) => record);
}

const audit = ["audit", "--format", "jsonl", "--exit-zero"];

describe("--only", () => {
  it.each([
    ["rule:unclosed-tag", unclosed],
    ["rule:un*-tag severity:error", unclosed],
    ["fixable rule:unclosed-tag", unclosed],
    ["step=2", [2, 9]],
    ["step=2..3", [2, 3, 9, 10]],
    ["reward<0 or id:x", []],
    ["wrong calls=1", [0, 5, 10, 3, 6, 9, 12].sort((a, b) => a - b)],
    ["right", [1, 2, 4, 7, 8, 11, 13, 14]],
    ["lost>1", wrong],
    ["component.format=0", unclosed],
    ["tool:get_weather not rule:*", []],
    ['completion:"rome"', wrong],
    ["cause:tags*", unclosed],
    ["recorded=1 turns=2 length>10 has:reward file:a.jsonl step=0", [0, 7, 14]],
    ["unchecked or cut", []],
  ])("tells, and scores, the traces that pass: %s", async (only, expected) => {
    const [told, scored] = await Promise.all([records(audit, only), records(["score"], only)]);
    expect(told).toEqual(expected);
    expect(scored).toEqual(expected);
  });

  it("says how many do not pass, and takes a run in which none does for one that was looked at", async () => {
    const none = await traceAuditor([...audit, "a.jsonl", "--only", "step>100"], { folder });
    expect([none.code, none.stdout]).toEqual([0, ""]);
    expect(none.stderr).toContain(`${count} traces do not pass --only.`);
    const some = await traceAuditor(["audit", "a.jsonl", "--only", "step=2"], { folder });
    expect(some.stderr).toContain("in 2 traces of 1 file. 13 traces do not pass --only.");
  });

  it("accounts for records that cannot be read, whatever it asks", async () => {
    expect(await records(audit, "step=1", "b.jsonl")).toEqual([1, 3]);
    expect(await records(["score", "--exit-zero"], "step=1", "b.jsonl")).toEqual([1, 3]);
  });

  it("asks for the reward that is shown: of a variant, where one is named", async () => {
    expect(await records(["score", "--variant", "equal-max"], "reward>3")).toEqual([]);
    expect(await records(["score", "--variant", "equal-max"], "reward=2")).toEqual([1, 2, 4, 7, 8, 11, 13, 14]);
  });

  it("keeps one line a line", async () => {
    const flags = ["--jsonl", "--record-format", "verl", "--profile", "toolrl", "--line-per-line"];
    for (const command of [audit, ["score"]]) {
      const { stdout } = await traceAuditor([...command, "-", ...flags, "--only", "step=1"], {
        input: `${lines.slice(0, 3).join("\n")}\n`,
      });
      const told = jsonLines(stdout) as unknown as { record: number; traces?: unknown[] }[];
      expect(told.map(({ record, traces }) => [record, traces?.length])).toEqual([
        [0, 0],
        [1, undefined],
        [2, 0],
      ]);
    }
  });

  it("fixes what passes, and nothing else", async () => {
    const copy = folderWith({ "a.jsonl": `${lines.join("\n")}\n` });
    const { code, stderr } = await traceAuditor(["fix", "a.jsonl", "--safe", "--write", "--only", "id:id-9"], {
      folder: copy,
    });
    expect(code).toBe(0);
    expect(stderr).toContain(`${count - 1} traces do not pass --only.`);
    const after = readFileSync(join(copy, "a.jsonl"), "utf8").split("\n");
    const changed = after.flatMap((line, i) => (line === (lines[i] ?? "") ? [] : [i]));
    expect(changed).toEqual([9]);
    expect(after[9]).toContain("</think>");
  });

  it("fixes of a record of several traces those that pass", async () => {
    const unclosedTurn = { role: "assistant", content: "<think> a\n<answer> b </answer>" };
    const chat = JSON.stringify({
      messages: [{ role: "user", content: "Hi" }, unclosedTurn, { role: "user", content: "On" }, unclosedTurn],
    });
    const copy = folderWith({ "chat.jsonl": `${chat}\n` });
    const flags = ["--safe", "--write", "--profile", "think-answer", "--only", "turns>2"];
    await traceAuditor(["fix", "chat.jsonl", ...flags], { folder: copy });
    expect(readFileSync(join(copy, "chat.jsonl"), "utf8").match(/<\/think>/g)).toHaveLength(1);
  });

  it.each([
    ["rewrd<0", "Did you mean reward?", "  rewrd<0\n  ^^^^^"],
    ["step=1 (", "A term is missing here", ""],
    ["dead", "dead cannot be asked here: whether a group is dead shows only when all of it was read.", ""],
    ["not flipped", "flipped cannot be asked here", ""],
    ["has:review", "review cannot be asked here", ""],
  ])("ends with 2 and says what is wrong with %s", async (only, message, marked) => {
    for (const command of ["audit", "score", "fix"]) {
      const { code, stderr, stdout } = await traceAuditor([command, "a.jsonl", "--only", only], { folder });
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(message);
      expect(stderr).toContain(marked);
    }
  });
});

describe("audit --summary", () => {
  it("says how much reward is lost on the mean by each rule, where there are rewards", async () => {
    const { stdout } = await traceAuditor(["audit", "a.jsonl", "--summary", "--exit-zero"], { folder });
    // Format is worth 1, and 4 of the 15 lose it.
    expect(stdout).toMatch(/^rule +count +samples +lost +first\n/);
    expect(stdout).toMatch(/^unclosed-tag +4 +26\.7 % +0\.267 +a\.jsonl:4:/m);
    expect(stdout).toMatch(/^recorded-score-differs +\d+ +[\d.]+ % +– +a\.jsonl:/m);
    const alone = folderWith({ "c.trace": "<think> a\n<response> b </response>" });
    const without = await traceAuditor(["audit", "c.trace", "--profile", "toolrl", "--summary"], { folder: alone });
    expect(without.stdout).toMatch(/^rule +count +samples +first\n/);
  });
});
