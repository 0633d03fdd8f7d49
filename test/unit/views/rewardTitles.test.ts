import { describe, expect, it } from "vitest";
import { recordedTitle } from "../../../server/core/views/rewardTitles";

describe("what the run recorded", () => {
  const components = { accuracy_reward: 1, format_reward: 0.25, langid: null };

  it("is its total where there is one", () => {
    expect(recordedTitle({ score: 1.25, step: 3, components }, false)).toBe("Recorded reward 1.25");
    expect(recordedTitle({ score: 1.25, step: 3, components }, true)).toBe(" · recorded 1.25");
  });

  it("is its parts, and that there is no total, where a step recorded only those", () => {
    const parts = "accuracy_reward 1 · format_reward 0.25 · langid – · no total";
    expect(recordedTitle({ step: 3, components }, false)).toBe(`Recorded ${parts}`);
    expect(recordedTitle({ step: 3, components }, true)).toBe(` · recorded ${parts}`);
  });

  it("names the first five parts", () => {
    const many = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`r${i}`, i]));
    expect(recordedTitle({ step: 1, components: many }, false)).toBe(
      "Recorded r0 0 · r1 1 · r2 2 · r3 3 · r4 4 · 3 more · no total",
    );
  });

  it("is nothing where nothing was recorded, or a benchmark's scores", () => {
    expect(recordedTitle({ step: 3 }, false)).toBe("");
    expect(recordedTitle({ components }, false)).toBe("");
  });
});
