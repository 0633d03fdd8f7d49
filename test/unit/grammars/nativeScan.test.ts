import fc from "fast-check";
import peggy from "peggy";
import { describe, expect, it } from "vitest";
import { nativeScan } from "../../../scripts/peggy-native-scan.mjs";
import { maxItems, readLines, readRun } from "../../../server/core/parse/run";

/** Grammars with every kind of run that the plugin takes over, and kinds that it leaves alone. */
const grammars: Readonly<Record<string, string>> = {
  "one character excluded, +": `Start = $[^<]+ / .*`,
  "one character excluded, *": `Start = text:$[^<]* rest:$.* { return [text, rest, offset()]; }`,
  "several characters excluded": `Start = text:$[^<>\\n]* rest:.* { return [text, rest]; }`,
  ranges: `Start = text:$[a-c0-1]+ rest:.* { return [text, rest]; } / .*`,
  "ranges excluded": `Start = text:$[^a-c_]+ rest:.* { return [text, rest]; } / .*`,
  escapes: `Start = text:$[\\]\\\\\\-\\t\\u00e9]+ rest:.* { return [text, rest]; } / .*`,
  "excluded escape": `Start = text:$[^\\n]* rest:.* { return [text, rest]; }`,
  "any character": `Start = text:$[a]+ rest:$.* { return [text, rest]; } / $.+`,
  "ignoring case": `Start = text:$[a-c]i+ rest:.* { return [text, rest]; } / .*`,
  "as a delimiter": `Start = parts:Item|.., $[^<]*| rest:.* { return [parts, rest]; }
Item = "<" name:$[a-c]* { return [name, offset(), range().end]; }`,
  "in a choice, an option and a repetition": `Start = parts:($[a-b]+ / "<" $[^>]* ">"? / .)* { return parts; }`,
  "behind a predicate": `Start = parts:(!"<a" @$[^\\n]+ / .)* { return parts; }`,
  "with positions": `Start = parts:Part* { return parts; }
Part = text:$[^<]+ { return [text, range().start, range().end]; } / "<" { return offset(); }`,
};

const text = fc.string({
  unit: fc.constantFrom(..."abcdAB01_<>]\\-\t\n\r é\u0301\ufeff", "\ud83e\udd89", "\ud83e"),
  maxLength: 40,
});

function outcome(parse: () => unknown): unknown {
  try {
    return { result: parse() };
  } catch (error) {
    return { failed: (error as Error).name };
  }
}

describe("the Peggy plugin for native scans", () => {
  it.each(Object.entries(grammars))("changes no result: %s", (_, grammar) => {
    const stock = peggy.generate(grammar);
    const native = peggy.generate(grammar, { plugins: [nativeScan] });
    fc.assert(
      fc.property(text, (input) => {
        expect(outcome(() => native.parse(input) as unknown)).toEqual(outcome(() => stock.parse(input) as unknown));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("takes over the runs of the product's own grammar", () => {
    const source = peggy.generate(`Start = $[^<]+`, { output: "source", plugins: [nativeScan] });
    expect(source).toContain(`input.indexOf("<", from)`);
  });
});

describe("130 MB of text", () => {
  const size = 130_000_000;

  it("is read in one go where it holds no tag", () => {
    expect(readRun("x".repeat(size))).toEqual({ tags: [], truncated: false });
  });

  it.each(["<", "<x>", "</think>"])("is read as far as its first million of %s", { timeout: 60_000 }, (unit) => {
    const { tags, truncated } = readRun(unit.repeat(Math.ceil(size / unit.length)));
    expect(truncated).toBe(true);
    expect(tags).toHaveLength(unit === "<" ? 0 : maxItems);
  });

  it("is read in one go where a line has no end", () => {
    const body = "x".repeat(size);
    expect(readLines(body, { start: 0, end: size })).toEqual([{ start: 0, end: size }]);
  });
});
