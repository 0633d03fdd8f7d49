/** What no reader knows is told once a file: at its first place, and how often on standard error. */
import { describe, expect, it } from "vitest";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";

function chat(i: number, ...types: readonly string[]): string {
  const content = [{ type: "text", text: "What is it? ".repeat(100) }, ...types.map((type) => ({ type }))];
  const answer = `<think> number ${i} </think>\n<response> It is one. </response>`;
  return JSON.stringify({
    messages: [
      { role: "user", content },
      { role: "assistant", content: answer },
    ],
  });
}

const holograms = Array.from({ length: 400 }, (_, i) => {
  if (i === 3) return chat(i, "hologram", "hologram");
  if (i === 250) return chat(i, "hologram", "smell");
  return i > 350 ? chat(i, "smell") : chat(i);
});
const folder = folderWith({ "a.jsonl": `${holograms.join("\n")}\n`, "b.jsonl": `${chat(0)}\n${chat(1, "smell")}\n` });
const audit = ["audit", "--format", "jsonl", "--profile", "toolrl", "--no-fixable"];

describe("what is not understood", () => {
  it.each([1, 3])("is a finding of the first trace of each kind in each file, with %i jobs", async (jobs) => {
    const { stdout, stderr, code } = await traceAuditor([...audit, "a.jsonl", "b.jsonl", "--jobs", String(jobs)], {
      folder,
    });
    const lines = jsonLines(stdout);
    expect(lines.map(({ file, record }) => `${file} ${record}`)).toEqual([
      ...holograms.map((_, i) => `a.jsonl ${i}`),
      "b.jsonl 0",
      "b.jsonl 1",
    ]);
    const told = lines.flatMap(({ file, record, findings = [] }) =>
      findings
        .filter(({ rule }) => rule === "not-understood")
        .map(({ severity, message, part, range }) => {
          const [line, start, end] = [range.start.line, range.start.character, range.end.character];
          const marked = file === "a.jsonl" ? holograms[line]?.slice(start, end) : undefined;
          return { file, record, severity, message, part, marked };
        }),
    );
    const rest = { severity: "information", part: "record" };
    const message = (type: string): unknown => expect.stringContaining(`content part of the type \`${type}\``);
    expect(told).toEqual([
      { ...rest, file: "a.jsonl", record: 3, message: message("hologram"), marked: '{"type":"hologram"}' },
      { ...rest, file: "a.jsonl", record: 250, message: message("smell"), marked: '{"type":"smell"}' },
      { ...rest, file: "b.jsonl", record: 1, message: message("smell"), marked: undefined },
    ]);
    const what = "not understood, so not read and not checked: content part of the type";
    expect(stderr.split("\n").filter((line) => line.includes("not understood"))).toEqual([
      `a.jsonl: ${what} \`smell\`, 50 times, first in record 250 (line 251).`,
      `a.jsonl: ${what} \`hologram\`, 3 times, first in record 3 (line 4).`,
      `b.jsonl: ${what} \`smell\`, once, first in record 1 (line 2).`,
    ]);
    expect(code).toBe(0);
  });

  it("is shown with its line, counted in the summary, and can be switched off", async () => {
    const text = await traceAuditor(["audit", "b.jsonl", "--summary", "--format", "text"], { folder });
    expect(text.stdout).toContain("b.jsonl:2:");
    expect(text.stdout).toMatch(/\{"type":"smell"\}/);
    expect(text.stderr).toMatch(/not-understood +1 /);
    const off = await traceAuditor([...audit, "b.jsonl", "--rule", "not-understood=off"], { folder });
    expect(off.stdout + off.stderr).not.toContain("nderstood");
  });

  it("is told on standard error alone of a stream, and where each line has its own", async () => {
    const input = `${chat(1, "smell")}\n`;
    const filter = [...audit, "-", "--jsonl", "--record-format", "chat"];
    for (const args of [filter, [...filter, "--line-per-line"], [...audit, "b.jsonl", "--line-per-line"]]) {
      const { stdout, stderr } = await traceAuditor(args, { folder, input });
      expect(stdout).toContain('"findings":[');
      expect(stdout).not.toContain("not-understood");
      expect(stderr).toMatch(/: content part of the type `smell`, once, first in record \d \(line \d\)\./);
    }
  });
});
