import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ourAnswer, type Answer } from "../../../python/answers";
import type { PatternCase } from "../../../python/generator";

/** What Python 3.11 answered; `npm run test:python` asks it for 100,000 more. */
const file = fileURLToPath(new URL("../../../fixtures/python/patterns.jsonl", import.meta.url));
const cases = readFileSync(file, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as PatternCase & { readonly answer: Answer });

describe("patterns", () => {
  it.each(["linear", "chosen"] as const)("match as Python's re does (%s)", (engine) => {
    const wrong = cases.filter((each) => JSON.stringify(ourAnswer(each, engine)) !== JSON.stringify(each.answer));
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(500);
  });

  it("match as Python's re does on the host's engine, where that can run them", () => {
    const answers = cases.map((each) => [ourAnswer(each, "host"), each.answer] as const);
    const run = answers.filter(([ours]) => ours !== "refused");
    expect(run.filter(([ours, theirs]) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
    expect(run.length).toBeGreaterThan(300);
  });
});
