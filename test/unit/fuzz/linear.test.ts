/** Hostile files of random kinds, the same each time: `npm run fuzz -- --linear` takes 300 of 640,000 characters. */
import { afterEach, expect, it } from "vitest";
import { hostileFile } from "../../fuzz/hostileTexts";
import { countedWork, superlinear } from "../../fuzz/linearCampaign";

const [seed, length] = [20, 600];

// Counted work blocks the thread for long; Vitest has to hear from it between two tests.
afterEach(() => new Promise((resolve) => setImmediate(resolve)));

it("are of every kind", () => {
  const kinds = new Set(Array.from({ length: 60 }, (_, index) => hostileFile(seed, index).kind.split(":")[0]));
  expect(kinds.size).toBe(5);
});

it("are counted on every path", () => {
  const counted = [...countedWork(seed, 0, length)];
  expect(counted.map(({ path }) => path)).toEqual(["audit", "score", "fix", "parse", "open document"]);
  expect(Math.min(...counted.map(({ work }) => work))).toBeGreaterThan(length);
});

it.each(Array.from({ length: 16 }, (_, index) => index))(
  "cost work in proportion to their length: file %i",
  { timeout: 120_000 },
  (index) => {
    expect(superlinear(seed, index, index + 1, length)).toBeUndefined();
  },
);

it("cost work in proportion where each opener of two dialects meets the next on one line", { timeout: 120_000 }, () => {
  expect(hostileFile(77, 208).kind).toContain("<tool_call><start_of_turn>");
  expect(superlinear(77, 208, 209, 12_000)).toBeUndefined();
});
