/** Each promise of SECURITY.md names tests that are there, by file and title. */
import { describe, expect, it } from "vitest";
import { exists, readText } from "./sourceFiles";

/** The promises: all lines under heads of which the first, how to report, makes none. */
const promises = readText("SECURITY.md")
  .split("\n## ")
  .slice(2)
  .flatMap((section) => section.split("\n").slice(1))
  .filter((line) => line.trim() !== "");

/** A test's file with the titles behind it. */
function named(promise: string): { readonly file: string; readonly titles: readonly string[] }[] {
  return [...promise.matchAll(/\]\((test\/[^)]+)\): ((?:"[^"]+"(?:, )?)+)/g)].map(([, file = "", titles = ""]) => ({
    file,
    titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title),
  }));
}

describe("SECURITY.md", () => {
  it("makes promises, says how to report, and what holds where nobody trusts the workspace", () => {
    expect(promises.length).toBeGreaterThan(14);
    const heads = readText("SECURITY.md").match(/^## .+$/gm);
    for (const head of ["How to report", "What runs", "What is sent", "What is written", "not trusted"])
      expect(heads?.some((each) => each.includes(head))).toBe(true);
  });

  it.each(promises)("names the tests of: %s", (promise) => {
    const tests = named(promise);
    expect(tests.length).toBeGreaterThan(0);
    const missing = tests.flatMap(({ file, titles }) =>
      titles.filter((title) => !exists(file) || !readText(file).includes(title)).map((title) => `${file}: ${title}`),
    );
    expect(missing).toEqual([]);
  });
});
