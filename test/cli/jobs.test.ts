/** The same bytes on any number of threads, and what happens where one of them dies. */
import { describe, expect, it } from "vitest";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";
import { rollout } from "./support/traces";

const commands: readonly (readonly string[])[] = [
  ["audit"],
  ["audit", "--format", "jsonl", "--no-fixable"],
  ["audit", "--format", "sarif"],
  ["score"],
  ["fix"],
];

async function sameBytes(command: readonly string[], folder: string, args: readonly string[]): Promise<void> {
  const one = await traceAuditor([...command, ...args, "--jobs", "1"], { folder });
  const three = await traceAuditor([...command, ...args, "--jobs", "3"], { folder });
  expect(one.stdout.length).toBeGreaterThan(1000);
  expect(three.stdout === one.stdout).toBe(true);
  expect([three.code, three.stderr]).toEqual([one.code, one.stderr]);
}

describe("any number of threads", () => {
  // 1 MB: longer than what is done before workers are started.
  const words = "It is a long way to the answer, and every word of it is weighed. ".repeat(20);
  const lines = Array.from({ length: 600 }, (_, i) => (i % 100 === 7 ? "{torn" : rollout(i, words)));
  const folder = folderWith({ "long.jsonl": `${lines.join("\n\n")}\n` });
  const many = folderWith(
    Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`runs/${i % 10}/${i}.jsonl`, `${rollout(i, words.slice(0, 600))}\n`]),
    ),
  );

  it.each(commands)("gives the same of one file: %s %s %s", async (...command) => {
    await sameBytes(command, folder, ["long.jsonl"]);
  });

  it.each([commands[1] ?? [], ["score"], ["fix"]])(
    "gives the same of a folder of many small ones: %s %s %s",
    async (...command) => {
      await sameBytes(command, many, ["runs"]);
    },
  );
});

describe("lines that hold several records", () => {
  const list = <T>(value: (i: number) => T, length: number): T[] => Array.from({ length }, (_, i) => value(i));
  const words = "It is a long way to the answer, and every word of it is weighed. ".repeat(10);
  const counts = list((i) => 1 + (i % 5), 300);
  const lines = counts.map((count, step) =>
    JSON.stringify({
      step: String(step),
      prompt: list(() => "What is it?", count),
      completion: list((i) => `<think> ${words}${i} </think>\n<response> It is ${i}. </response>`, count),
      advantages: list((i) => i, count),
    }),
  );
  const folder = folderWith({ "completions.jsonl": `${lines.join("\n")}\n` });

  it.each([1, 3])("are numbered on with %i jobs", async (jobs) => {
    const args = ["audit", "completions.jsonl", "--format", "jsonl", "--no-fixable", "--jobs", String(jobs)];
    const { stdout } = await traceAuditor(args, { folder });
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(jsonLines(stdout).map(({ record, trace }) => [record, trace])).toEqual(list((i) => [i, 0], total));
  });
});

describe("a worker that dies", () => {
  it.each([["audit", "--format", "jsonl", "--no-fixable"], ["score"]])(
    "is told with its record, and the rest is there: %s",
    async (...command) => {
      const words = "Long. ".repeat(600);
      const deadly = new Set([3500, 3501, 5000, 6900]);
      const lines = Array.from({ length: 7000 }, (_, i) => rollout(i, deadly.has(i) ? "this kills workers" : words));
      const folder = folderWith({ "a.jsonl": lines.join("\n") });
      const entry = "test/cli/support/dyingWorkers.ts";
      const { stdout, stderr, code } = await traceAuditor([...command, "a.jsonl", "--jobs", "3"], { folder, entry });
      const found = jsonLines(stdout);
      expect(found.map(({ record }) => record)).toEqual(lines.map((_, i) => i));
      const died = found.filter(({ error }) => error?.code === "crashed").map(({ record }) => record);
      // The main thread works too, and does not die.
      expect(died.length).toBeGreaterThan(0);
      for (const record of died) {
        expect(deadly).toContain(record);
        expect(stderr).toContain(`a.jsonl:${record + 1}: record ${record}: `);
      }
      expect(code).toBe(2);
    },
  );
});
