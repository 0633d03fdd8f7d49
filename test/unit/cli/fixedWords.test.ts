import { describe, expect, it } from "vitest";
import { FixedWords } from "../../../server/cli/fix/fixedWords";
import { ansiColours, noColours } from "../../../server/cli/output/colours";

/** What is shown of a file whose batches are fixed so. */
async function shown(batches: readonly (readonly [string, string])[], style = { colours: noColours, width: 60 }) {
  const lines: string[] = [];
  const words = new FixedWords("a.jsonl", style, (text) => {
    lines.push(text);
    return Promise.resolve();
  });
  for (const [content] of batches) words.take({ content } as never);
  for (const [content, fixed] of batches) {
    const [span, bytes] = [
      { start: 0, end: content.length },
      { start: 0, end: content.length },
    ];
    await words.add(content === fixed ? [] : [{ span, bytes, text: fixed }]);
  }
  await words.end();
  return lines.join("").split("\n").slice(0, -1);
}

describe("fixes on a terminal", () => {
  it("are a line for each change, at its line in the file, in whole words", async () => {
    const first = ["<think> a\n<respons> b </response>\n", "<think> a </think>\n<response> b </response>\n"] as const;
    expect(await shown([first, ["c\nd\n", "c\ne\n"]])).toEqual([
      "a.jsonl:1 <think> a{+ </think>+}",
      "a.jsonl:2 <[-respons-]{+response+}> b </response>",
      "a.jsonl:4 [-d-]{+e+}",
    ]);
  });

  it("leave what is put in beside a word as it is, and cut no escape", async () => {
    expect(await shown([["The end.", "<think>\nThe end."]])).toEqual(["a.jsonl:1 {+<think>␊+}The end."]);
    expect(await shown([[String.raw`x\ny`, String.raw`x\ty`]])).toEqual([String.raw`a.jsonl:1 [-x\ny-]{+x\ty+}`]);
  });

  it("are never wider than the terminal, whatever a record holds", async () => {
    const long = "x ".repeat(5000);
    const [line = ""] = await shown([[`${long}<a>${long}`, `${long}<b>${"\u001B[2J".repeat(100)}${long}`]]);
    expect(line.length).toBe(60);
    expect(line).not.toContain("\u001B");
  });

  it("are in colour where there are colours", async () => {
    const [line] = await shown([["a 1", "a 2"]], { colours: ansiColours, width: 60 });
    expect(line).toBe("\u001B[1ma.jsonl:1\u001B[22m a \u001B[31;9m1\u001B[39;29m\u001B[32m2\u001B[39m");
  });
});
