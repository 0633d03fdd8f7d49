import { describe, expect, it } from "vitest";
import { folderWith, traceAuditor } from "./support/commandLine";

const good = JSON.stringify({
  prompt: "2 + 2?",
  completion: "<think>\nI add.\n</think>\n<answer>\n4\n</answer>",
  reward: 1,
});
const torn = '{"prompt": "2 + 2?", "comple';

/** What a record that cannot be read makes of the exit code: 0 where it has its place in the output all the same. */
const commands: readonly (readonly [readonly string[], 0 | 1])[] = [
  [["audit"], 1],
  [["score"], 0],
  [["score", "--recognise"], 1],
  [["parse"], 0],
  [["parse", "--to", "hermes"], 0],
  [["report"], 1],
  [["report", "--partial"], 1],
  [["fix", "--safe"], 1],
  [["convert", "--to", "jsonl"], 1],
  [["convert", "--to", "chat"], 1],
];

describe.each(commands.map(([command, code]) => [command.join(" "), command, code] as const))(
  "%s",
  (_, command, code) => {
    const codeOf = async (lines: readonly string[], ...flags: readonly string[]): Promise<number | null> => {
      const folder = folderWith({ "a.jsonl": lines.map((line) => `${line}\n`).join("") });
      return (await traceAuditor([...command, "a.jsonl", ...flags], { folder })).code;
    };

    it(`ends with ${code} where a record cannot be read, with 2 where --strict is given, and with 0 where all can`, async () => {
      expect(await codeOf([good, torn, good])).toBe(code);
      expect(await codeOf([good, torn, good], "--strict")).toBe(2);
      expect(await codeOf([good, good])).toBe(0);
    });

    it("ends with 0 all the same where --exit-zero says so, and with 2 where nothing can be read", async () => {
      expect(await codeOf([good, torn, good], "--exit-zero")).toBe(0);
      expect(await codeOf([torn, torn], "--exit-zero", "--record-format", "prompt-completion")).toBe(2);
    });

    it("ends with 2 where a record is over the limit", async () => {
      const long = JSON.stringify({ prompt: "2 + 2?", completion: "4".repeat(1 << 20) });
      expect(await codeOf([good, long], "--max-record", "1", "--exit-zero")).toBe(2);
    });
  },
);

it("says how many records could not be read where no line of the output does", async () => {
  const folder = folderWith({ "a.jsonl": `${good}\n${torn}\n${good}\n` });
  const { stderr: fixed } = await traceAuditor(["fix", "a.jsonl"], { folder });
  expect(fixed).toContain("1 record could not be read.");
  const { stderr: rewritten } = await traceAuditor(["parse", "a.jsonl", "--to", "hermes"], { folder });
  expect(rewritten).toContain("1 record could not be read, and stays as it is.");
  const { stdout, stderr } = await traceAuditor(["convert", "a.jsonl", "--to", "jsonl"], { folder });
  expect(stdout).toBe(`${good}\n${good}\n`);
  expect(stderr).toContain("left behind: a record that is no JSON, once, first in record 1 (line 2)");
});

it("makes the report of partials end with 1, as that of the whole run does", async () => {
  const folder = folderWith({ "a.jsonl": `${good}\n${torn}\n` });
  const { stdout: partial } = await traceAuditor(["report", "a.jsonl", "--partial"], { folder });
  const merged = folderWith({ "a.part": partial });
  expect((await traceAuditor(["report", "--merge", "a.part"], { folder: merged })).code).toBe(1);
});
