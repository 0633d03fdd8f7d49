import { describe, expect, it } from "vitest";
import { maxItems, readLines, readRun } from "../../../server/core/parse/run";

describe("the run of a text", () => {
  it.each([
    ["<think>", { closer: false, name: "think", form: 0 }],
    ["</think>", { closer: true, name: "think", form: 0 }],
    ["< think >", { closer: false, name: "think", form: 1 }],
    ["<\\/think>", { closer: true, name: "think", form: 0 }],
    ["<think/>", { closer: false, name: "think", form: 1 }],
    ['<a href="x">', { closer: false, name: "a", form: 1 }],
    ["<harm prevention>", { closer: false, name: "harm", form: 1 }],
    ["</tool_call", { closer: true, name: "tool_call", form: 2 }],
  ])("has the tag %s", (written, tag) => {
    expect(readRun(written).tags).toEqual([{ ...tag, start: 0, end: written.length }]);
    expect(readRun(`a ${written}\r\n`).tags).toEqual([{ ...tag, start: 2, end: 2 + written.length }]);
  });

  it.each(["a < b c", "<", "<<", "< >", "<1>", "<3", "</>", "<🦉>", "<?think\nmore>"])("has no tag in %j", (text) =>
    expect(readRun(text).tags).toEqual([]),
  );

  it("looks at a million of its <, and says so where there are more", () => {
    const all = readRun("<".repeat(maxItems - 1));
    expect(all.truncated).toBe(false);
    expect(readRun(`${"<".repeat(maxItems)}<think>`)).toEqual({ tags: [], truncated: true });
  });
});

describe("the lines of a block", () => {
  it("are those of the range, the last one empty behind a line end", () => {
    const text = "<x>a\nbc\n\n</x>";
    const lines = readLines(text, { start: 3, end: 9 }).map(({ start, end }) => text.slice(start, end));
    expect(lines).toEqual(["a", "bc", "", ""]);
    expect(readLines(text, { start: 3, end: 3 })).toEqual([{ start: 3, end: 3 }]);
  });

  it("are a million at most; the last holds the rest", () => {
    const size = 1_000_100;
    const lines = readLines("\n".repeat(size), { start: 0, end: size });
    expect(lines).toHaveLength(1_000_000);
    expect(lines.at(-1)).toEqual({ start: 999_999, end: size });
  });
});
