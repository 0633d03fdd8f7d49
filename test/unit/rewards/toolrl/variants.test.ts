import { describe, expect, it } from "vitest";
import {
  schemeOf,
  toolrlVariants,
  variantDescriptions,
  isToolRLVariant,
} from "../../../../server/core/rewards/toolrl/index";
import { call, calling, correctness, derivation } from "./fixtures";

const truth = calling(call("f", '{"a": 1, "b": 2}'));
const perfect = truth;
const half = calling(call("f", '{"a": 1, "b": 3}'));

describe("variants", () => {
  it("are nine, each with a description", () => {
    expect(Object.keys(variantDescriptions)).toEqual([...toolrlVariants]);
    expect(isToolRLVariant("coarse")).toBe(true);
    expect(isToolRLVariant("Coarse")).toBe(false);
  });

  it("equal-max keeps correctness between -1 and 1", () => {
    expect(correctness(perfect, truth, { variant: "equal-max" })).toBe(1);
    expect(correctness("", truth, { variant: "equal-max" })).toBe(-1);
    expect(correctness(half, truth, { variant: "equal-max" })).toBe((2 * 3) / 4 - 1);
  });

  it("two-stage divides correctness by 3 before step 30, and format by 2 from then on", () => {
    const score = (completion: string, step: number): number[] => {
      const { format, correctness: value } = derivation(completion, truth, { variant: "two-stage", step });
      return [format, value];
    };
    expect(score(perfect, 0)).toEqual([1, 1]);
    expect(score(perfect, 29)).toEqual([1, 1]);
    expect(score(perfect, 30)).toEqual([0.5, 3]);
    expect(score("", 29)).toEqual([0, -1]);
    expect(score("", 30)).toEqual([0, -3]);
  });

  it("dynamic-scale moves format and correctness over 150 steps and then stays", () => {
    const score = (completion: string, step: number): number[] => {
      const { format, correctness: value } = derivation(completion, truth, { variant: "dynamic-scale", step });
      return [format, value];
    };
    expect(score(perfect, 0)).toEqual([2, 2]);
    expect(score("", 0)).toEqual([-2, -2]);
    expect(score(perfect, 75)).toEqual([1.5, 2.5]);
    // At step 75 the format minimum has reached -1, its last value.
    expect(score("", 75)).toEqual([-1, -2.5]);
    expect(score("", 30)).toEqual([-2 + 60 / 150, -30 / 150 - 2]);
    for (const step of [150, 151, 100_000]) {
      expect(score(perfect, step)).toEqual([1, 3]);
      expect(score("", step)).toEqual([-1, -3]);
    }
  });

  it("the 0 for a ground truth without calls stays 0 in all of them", () => {
    for (const variant of toolrlVariants) {
      for (const step of [0, 40, 200]) expect(correctness("", "<think></think>", { variant, step })).toBe(0);
    }
  });

  it("finegrained counts names only in the same order", () => {
    const points = (completion: string, groundTruth: string): number | undefined =>
      derivation(completion, groundTruth, { variant: "finegrained" }).correctnessPart.matching?.points;
    // Keys in another order: the value counts, the names do not.
    expect(
      points(calling(call("f", '{"b": 2, "a": 1}'), call("g")), calling(call("g"), truth.split("\n")[2] ?? "")),
    ).toBe(0 + 1 + (0 + 2));
    // A repeated key keeps its first place and its last value.
    expect(points(calling(call("f", '{"a": 0, "b": 3, "a": 1}')), truth)).toBe(1 + (1 + 1));
    expect(points(calling(call("f", '{"b": 3, "a": 1, "b": 3}')), truth)).toBe(1 + (0 + 1));
    // Written order, not the order of JavaScript, which puts such names first.
    const digits = calling(call("f", '{"b": 1, "1": 2}'));
    expect(points(calling(call("f", '{"1": 2, "b": 9}')), digits)).toBe(1 + (0 + 1));
    expect(points(calling(call("f", '{"b": 9, "1": 2}')), digits)).toBe(1 + (1 + 1));
    // A call more or less: no point for names at all.
    expect(points(calling(call("f", '{"a": 1}'), call("g")), truth)).toBe(0 + (0 + 1));
  });

  it("finegrained matches a call that has nothing but its order wrong to nothing", () => {
    const result = derivation(calling(call("f", '{"b": 8, "a": 9}')), truth, { variant: "finegrained" });
    expect(result.correctnessPart.matching?.pairs[0]?.unmatched).toBe("nothing-in-common");
  });

  it("intermediate counts a call only if it is wholly equal", () => {
    const groundTruth = calling(call("f", '{"a": 1, "b": 2}'), call("g"));
    const value = (...calls: string[]): number =>
      correctness(calling(...calls), groundTruth, { variant: "intermediate" });
    expect(value(call("f", '{"b": 2, "a": 1}'), call("g", '{"x": 1}'))).toBe((6 * (1 + 1)) / 3 - 3);
    expect(value(call("f", '{"a": 1, "b": 3}'), call("g", '{"x": 1}'))).toBe((6 * 1) / 3 - 3);
    expect(value('{"name": "f", "parameters": {"a": 1, "b": 2}, "id": 7}', call("g"))).toBe((6 * (1 + 1)) / 3 - 3);
    expect(value(call("g"), call("f", '{"a": 1, "b": 2}'))).toBe(3);
  });

  it("coarse gives the maximum for equal lists only, in order", () => {
    const groundTruth = calling(call("f"), call("g"));
    const value = (completion: string): number => correctness(completion, groundTruth, { variant: "coarse" });
    expect(value(groundTruth)).toBe(3);
    expect(value(calling(call("g"), call("f")))).toBe(-3);
    expect(value(calling(call("f"), "1"))).toBe(-3);
  });

  it("dynamic-length grows without bound", () => {
    expect(schemeOf("dynamic-length", 0).fullLength).toBe(384);
    expect(schemeOf("dynamic-length", 105).fullLength).toBe(640);
    expect(schemeOf("dynamic-length", 1050).fullLength).toBe(2944);
    expect(schemeOf("length", 1050).fullLength).toBe(512);
  });
});
