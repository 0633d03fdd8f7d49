/** The soak's judgement of memory: caches that fill and empty are none of its business, what is never given back is. */
import { describe, expect, it } from "vitest";
import { HeapTrend } from "../../soak/heapTrend";

const megabyte = 2 ** 20;

/** A base that is never given back, and what caches hold at times. */
function trendOf(count: number, base: (measurement: number) => number): HeapTrend {
  const trend = new HeapTrend();
  for (let i = 0; i < count; i++) trend.add((base(i) + [0, 3, 0.5, 8, 3][i % 5]!) * megabyte);
  return trend;
}

describe("the trend of the heap", () => {
  it("is flat where caches of some megabytes fill and empty", () => {
    expect(trendOf(31, () => 16).growth()).toBeUndefined();
    expect(trendOf(31, (i) => (i < 15 ? 16 : 18)).growth()).toBeUndefined();
  });

  it("leaves out the first measurements, when code and caches are still coming", () => {
    expect(trendOf(31, (i) => Math.min(17, 9 + i)).growth()).toBeUndefined();
  });

  it("rises with what is never given back", () => {
    expect(trendOf(31, (i) => 16 + i / 2).growth()).toBe(
      "the heap with nothing open grew from 21.0 to 28.5 MB (least of the first and of the last third of 31 measurements)",
    );
  });

  it("is not told of a few measurements", () => {
    expect(trendOf(13, (i) => 16 + 4 * i).growth()).toBeUndefined();
    expect(trendOf(14, (i) => 16 + 4 * i).growth()).toMatch(/grew from/);
  });
});
