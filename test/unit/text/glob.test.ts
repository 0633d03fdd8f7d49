import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlob, longestGlob } from "../../../server/core/text/glob";

const fits = (pattern: string, path: string): boolean => compileGlob(pattern).fits(path);

describe("a glob", () => {
  it.each([
    ["*.trace", "a.trace"],
    ["*.trace", ".trace"],
    ["a?c", "abc"],
    ["a/*", "a/b"],
    ["a/**", "a"],
    ["a/**", "a/b/c"],
    ["**", "a/b"],
    ["**/b", "b"],
    ["**/b", "x/y/b"],
    ["a/**/b", "a/b"],
    ["a/**/b", "a/x/y/b"],
    ["a**b", "axxb"],
    ["{a,b}.json", "b.json"],
    ["{a,{b,c}}x", "cx"],
    ["x{,y}", "x"],
    ["{a,b/**}", "b/c/d"],
    ["[a-c]x", "bx"],
    ["[!a-c]x", "dx"],
    ["[]]x", "]x"],
    ["a\\*", "a*"],
    ["a[", "a["],
    ["a{b}", "a{b}"],
    ["(a)+", "(a)+"],
    ["./a", "a"],
    ["!a", "b"],
    [".hidden/*", ".hidden/.x"],
  ])("%s fits %s", (pattern, path) => {
    expect(fits(pattern, path)).toBe(true);
  });

  it.each([
    ["*.trace", "a/b.trace"],
    ["a?c", "a/c"],
    ["a/*", "a/"],
    ["a/*", "a/b/c"],
    ["a/**", "ab"],
    ["a**b", "ax/xb"],
    ["[!a]", "/"],
    ["[a-c]x", "dx"],
    ["!a", "a"],
    ["a\\*", "ab"],
    ["", "a"],
  ])("%s does not fit %s", (pattern, path) => {
    expect(fits(pattern, path)).toBe(false);
  });

  it("fits the path that is written as it is, whatever it holds", () => {
    const path = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(path, (text) => fits(text.replace(/[\\*?[\]{}!]/g, "\\$&"), text)),
      { seed: 1, numRuns: 500 },
    );
  });

  it("never fails, however it is written", () => {
    const hostile = fc.string({ unit: fc.constantFrom(..."*?[]{},!\\/a-."), maxLength: 30 });
    fc.assert(
      fc.property(hostile, hostile, (pattern, path) => typeof fits(pattern, path) === "boolean"),
      { seed: 2, numRuns: 2000 },
    );
  });

  it("fits nothing where it is too long to be meant", () => {
    expect(fits("*".repeat(longestGlob + 1), "a")).toBe(false);
  });
});
