import { describe, expect, it } from "vitest";
import { noColours } from "../../../server/cli/output/colours";
import { excerpt } from "../../../server/cli/output/excerpt";
import { textFormat } from "../../../server/cli/output/text";

/** The line and its carets, one under the other. */
function shown(line: string, at: string, width = 80): string[] {
  const start = line.indexOf(at);
  const found = excerpt(line, start, start + at.length, width);
  return [found.line, found.indent + found.carets];
}

describe("excerpt", () => {
  it("sets carets under the place", () => {
    expect(shown("<think> a </thinking>", "</thinking>")).toEqual(["<think> a </thinking>", "          ^^^^^^^^^^^"]);
  });

  it("has one caret at least", () => {
    expect(excerpt("abc", 3, 3, 80)).toEqual({ line: "abc", indent: "   ", carets: "^" });
    expect(excerpt("", 0, 0, 80)).toEqual({ line: "", indent: "", carets: "^" });
  });

  it("keeps tabs, so that both lines are moved alike", () => {
    expect(shown("\ta\tbc", "bc")).toEqual(["\ta\tbc", "\t \t^^"]);
  });

  it("gives wide characters two columns and combining ones none", () => {
    expect(shown("東京 x", "x")).toEqual(["東京 x", "     ^"]);
    expect(shown("e\u0301e\u0301 x", "x")).toEqual(["e\u0301e\u0301 x", "   ^"]);
    expect(shown("👩‍👩‍👧 x", "x")).toEqual(["👩‍👩‍👧 x", "   ^"]);
    expect(shown("a 東京", "東京")).toEqual(["a 東京", "  ^^^^"]);
  });

  it("shows pictures for characters that would steer the terminal", () => {
    expect(shown("\u001B[31mred\u0007 x", "x")).toEqual(["␛[31mred␇ x", "          ^"]);
    expect(shown("a\u202Eb x", "x")[0]).toBe("a\uFFFDb x");
  });

  it("cuts a long line around the place", () => {
    const line = `${"a".repeat(500)}HERE${"b".repeat(500)}`;
    const [text, carets] = shown(line, "HERE", 60);
    expect(text).toBe(`…${"a".repeat(30)}HERE${"b".repeat(24)}…`);
    expect(carets).toBe(`${" ".repeat(31)}^^^^`);
    expect([...text!].length).toBeLessThanOrEqual(60);
  });

  it("cuts a long place at its end", () => {
    const { line, carets } = excerpt(`ab${"x".repeat(300)}`, 2, 302, 50);
    expect(line).toBe(`ab${"x".repeat(46)}…`);
    expect(carets).toBe("^".repeat(46));
  });

  it("cuts towers of accents", () => {
    expect(excerpt(`a${"\u0301".repeat(10_000)}b`, 0, 1, 80).line.length).toBeLessThan(500);
  });
});

describe("the text form", () => {
  it("has no line of the file that is wider than the terminal", () => {
    const range = { start: { line: 122, character: 200 }, end: { line: 122, character: 204 } };
    const finding = { rule: "r", severity: "error" as const, message: "m", part: "completion", range, related: [] };
    const head = { file: "a.jsonl", record: 122, trace: 0, id: undefined, profile: undefined, dialect: undefined };
    const result = { ...head, kind: "trace" as const, checked: true, verdict: undefined, findings: [finding] };
    for (const width of [50, 80, 100]) {
      const format = textFormat({ colours: noColours, width });
      const written = format.write(result as never, { line: () => ({ text: "x".repeat(500), from: 0 }) });
      const widest = Math.max(...written.split("\n").map(({ length }) => length));
      expect(widest).toBe(width);
    }
  });
});
