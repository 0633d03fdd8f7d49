import { describe, expect, it } from "vitest";
import { leavesOf, type Filter } from "../../../server/core/filters/filter";
import { appliedFilter } from "../../../server/core/filters/appliedFilter";
import { parseFilter } from "../../../server/core/filters/parseFilter";
import { filterTerms, hasTerm, toggleTerm, withoutTerm } from "../../../server/core/filters/filterTerms";

const texts = (filter: string): string[] => filterTerms(filter).map(({ text }) => text);

describe("the terms of a filter", () => {
  it("are what stands side by side, with their fields", () => {
    expect(texts('reward<0  rule:a,b not wrong text:"a b"')).toEqual([
      "reward<0",
      "rule:a,b",
      "not wrong",
      'text:"a b"',
    ]);
    expect(texts("reward <= -1.5 step=60..85")).toEqual(["reward <= -1.5", "step=60..85"]);
    expect(texts('(a or tool:"x)") cut')).toEqual(['(a or tool:"x)")', "cut"]);
    const [first] = filterTerms("not rule:x");
    expect(first?.field).toEqual({ start: 4, end: 8 });
  });

  it("are cut in what cannot be read, too, and end with it", () => {
    expect(texts('reward< rule:"a b')).toEqual(["reward<", 'rule:"a b']);
    expect(texts(")) x")).toEqual([")", ")", "x"]);
    expect(texts("((a")).toEqual(["((a"]);
  });

  it("are written in and taken out", () => {
    expect(toggleTerm("", "wrong")).toBe("wrong");
    expect(toggleTerm("wrong", "step=5")).toBe("wrong step=5");
    expect(toggleTerm("wrong  step=5", "wrong")).toBe("step=5");
    expect(toggleTerm("a or b", "wrong")).toBe("(a or b) wrong");
    expect(toggleTerm("reward>=1 reward<2 cut", "reward>=1 reward<2")).toBe("cut");
    expect(hasTerm("reward>=1 cut", "reward>=1 reward<2")).toBe(false);
    expect(withoutTerm("cut wrong", "cut")).toBe("wrong");
  });
});

describe("a filter of which a part cannot be read", () => {
  it("holds by its other terms", () => {
    const { filter, problem, leftOut } = appliedFilter("rule:x reward< cut");
    expect(filter).toEqual({
      kind: "all",
      of: [
        { kind: "name", field: "rule", values: [["x"]] },
        { kind: "word", word: "cut" },
      ],
    });
    expect(problem?.message).toContain("a number after reward<");
    expect(leftOut).toEqual([{ start: 7, end: 14 }]);
  });

  it("holds not at all where `or` joins its terms", () => {
    const { filter, leftOut } = appliedFilter("cut or reward<");
    expect(filter).toEqual({ kind: "all", of: [] });
    expect(leftOut).toEqual([{ start: 0, end: 14 }]);
  });
});

it("leaves out a term that would find nothing in this run, and says why", () => {
  const refused = (filter: Filter): string | undefined =>
    leavesOf(filter).some(({ kind }) => kind === "text") ? "not searched" : undefined;
  const { filter, problem, leftOut } = appliedFilter('rule:x text:"refund"', refused);
  expect(problem).toEqual({ message: "not searched", span: { start: 7, end: 20 } });
  expect(leftOut).toEqual([{ start: 7, end: 20 }]);
  expect(filter).toEqual({ kind: "all", of: [parseFilter("rule:x")] });
  expect(appliedFilter('text:"refund"').problem).toBeUndefined();
  expect(appliedFilter('rule:x or text:"refund"', refused).leftOut).toEqual([{ start: 0, end: 23 }]);
});
