import { describe, expect, it } from "vitest";
import { sideOf } from "../../../server/core/model/side";

describe("the response that a label prefers", () => {
  it.each([
    ["A", "A"],
    ["[[A]]", "A"],
    ["model_a", "A"],
    ["Output (a)", "A"],
    ["Response A", "A"],
    ["BOXED[A]", "A"],
    ["A>B", "A"],
    ["A>>B", "A"],
    ["B<A", "A"],
    [1, "A"],
    ["１", "A"],
    ["chosen", "A"],
    ["model_b", "B"],
    ["B>>A", "B"],
    ["2", "B"],
    ["[[C]]", "tie"],
    ["A=B", "tie"],
    [0, "tie"],
    ["Tie", "tie"],
    ["D", undefined],
    ["7", undefined],
    ["", undefined],
    [null, undefined],
    ["A is better than B in every way that was asked for", undefined],
  ])("%j: %s", (label, side) => {
    expect(sideOf(label)).toBe(side);
  });
});
