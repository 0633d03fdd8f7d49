import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passes, type FilteredSample } from "../../../server/core/filters/filter";
import { parseFilter } from "../../../server/core/filters/parseFilter";

const names: Readonly<Partial<Record<string, readonly string[]>>> = {
  rule: ["tool-call-json", "unclosed-tag"],
  file: ["runs/step 5.jsonl"],
  id: ["a*b"],
};
const sample: FilteredSample = {
  number: (field) => ({ reward: -0.5, step: 60, calls: 0, "component.format": 1 })[field as "reward"],
  names: (field) => names[field] ?? [],
  text: (field) => (field === "completion" ? "Please Refund me" : undefined),
  is: (word) => word === "wrong",
};

function pass(text: string): boolean {
  const filter = parseFilter(text);
  if ("problem" in filter) throw new Error(filter.problem.message);
  return passes(filter, sample);
}

describe("a filter", () => {
  it.each([
    "",
    "reward<0",
    "reward<=-.5 step=60",
    "reward != 1",
    "step=60..85",
    "step=10..60",
    "component.format=1",
    "rule:tool-call-json",
    "rule:nothing,unclosed-*",
    'file:"runs/step 5.jsonl"',
    "file:runs*5.jsonl",
    'id:"a*b"',
    'completion:"refund ME"',
    "completion:refund",
    "wrong",
    "not right",
    "right or wrong",
    "right or wrong calls=0",
    "(right or wrong) and calls=0",
    "not (right and wrong)",
    "NOT right AND wrong",
    "has:reward has:rule",
    "not has:gold",
    "calls>=0",
  ])("lets pass: %s", (text) => {
    expect(pass(text)).toBe(true);
  });

  it.each([
    "reward>0",
    "step=61..85",
    "recorded<1",
    "not reward<0",
    "rule:nothing",
    'id:"a?b"',
    "text:refund",
    "right",
    "right or right wrong",
    "has:gold",
    "gold:A",
    "not not right",
  ])("holds back: %s", (text) => {
    expect(pass(text)).toBe(false);
  });

  it.each([
    ["reward", "reward", /What about reward/],
    ["rewrd<1", "rewrd", /Did you mean reward\?/],
    ["reward:1", "reward", /is a number/],
    ["rule=1", "rule", /is not a number/],
    ["reward<x", "x", /Expected a number after/],
    ["step=1..", "", /end of the range/],
    ["step=20..10 wrong", "20..10", /is empty, so it would find nothing: write step=10\.\.20\.$/],
    ['text:"a', '"a', /never closed/],
    ["(wrong", "(", /never closed/],
    ["wrong)", ")", /closes nothing/],
    ["wrong or", "", /A term is missing here/],
    ["rule:", "", /Expected a value after/],
    ["has:thing", "thing", /no field/],
    ["(".repeat(200) + "wrong", "(".repeat(99) + "wrong", /nested 100 deep/],
  ])("says what is wrong and where: %s", (text, place, message) => {
    const filter = parseFilter(text);
    if (!("problem" in filter)) throw new Error("was read");
    expect(filter.problem.message).toMatch(message);
    expect(text.slice(filter.problem.span.start, filter.problem.span.end)).toBe(place);
  });

  it("never fails otherwise, whatever is written", () => {
    const piece = fc.constantFrom(
      "reward",
      "<",
      "=",
      "1",
      "..",
      "rule",
      ":",
      '"',
      "'",
      "*",
      ",",
      "(",
      ")",
      " ",
      "or",
      "not",
      "\\",
    );
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (written) => typeof parseFilter(written) === "object"),
      { seed: 1, numRuns: 3000 },
    );
  });
});

describe("a filter written as in a search engine", () => {
  const problemOf = (text: string): unknown => {
    const found = parseFilter(text);
    return "problem" in found ? [found.problem.message, found.problem.span] : undefined;
  };

  it.each([
    ['-text:"x"', 'write not text:"x"', { start: 0, end: 9 }],
    ["reward<0 -rule:unclosed-tag step=1", "write not rule:unclosed-tag", { start: 9, end: 27 }],
    ["!wrong", "write not wrong", { start: 0, end: 6 }],
    ["-(wrong)", "write not before the bracket", { start: 0, end: 1 }],
    ['text:"a","b, c"', 'write text:"a" or text:"b, c"', { start: 5, end: 15 }],
    ["prompt:a,b", 'write prompt:"a" or prompt:"b"', { start: 7, end: 10 }],
  ])("is told what to write: %s", (text, words, span) => {
    expect(problemOf(text)).toEqual([expect.stringContaining(words), span]);
  });
});
