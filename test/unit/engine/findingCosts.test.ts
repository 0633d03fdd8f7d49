import { describe, expect, it } from "vitest";
import { findingCosts } from "../../../server/core/engine/findingCosts";
import { isFailure } from "../../../server/core/rewards";
import { auditor } from "./support/auditor";
import { sample, profileNamed } from "../rules/harness";
import { call, calling } from "../rewards/toolrl/fixtures";

function costsOf(completion: string, groundTruth: string): { costs: Record<string, number>; lacking: number } {
  const one = sample({ completion, groundTruth });
  const profile = profileNamed("toolrl");
  const found = { sample: one, profile, ...auditor.audit(one, profile) };
  const { reward } = found.facts;
  if (reward === undefined || isFailure(reward)) throw new Error("the sample has a reward");
  return { costs: Object.fromEntries(findingCosts(found)), lacking: reward.max - reward.total };
}

describe("what findings cost a sample", () => {
  const due = call("a", '{"x": 1, "y": 2}');

  it("is for a wrong value what writing the right one adds", () => {
    const { costs, lacking } = costsOf(calling(call("a", '{"x": 3, "y": 2}')), calling(due));
    expect(Object.keys(costs)).toEqual(["argument-wrong"]);
    expect(costs["argument-wrong"]).toBeCloseTo(lacking, 12);
  });

  it("is for a call that cannot be read all that calls are paid for", () => {
    const { costs, lacking } = costsOf(calling('{"name": "a", "parameters": {"x": 1,, "y": 2}}'), calling(due));
    expect(costs).toEqual({ "tool-call-json": 6 });
    expect(lacking).toBe(6);
  });

  it("is for a broken layout the format's part, and once for several errors of one rule", () => {
    const { costs } = costsOf(
      `${calling(due).replace("</think>\n", "</think>")} more </response> </response>`,
      calling(due),
    );
    for (const rule of ["block-separator", "stray-closer"].filter((each) => each in costs)) expect(costs[rule]).toBe(1);
    expect(Object.keys(costs).length).toBeGreaterThan(0);
  });

  it("is nothing where nothing is lacking", () => {
    expect(costsOf(calling(due), calling(due))).toEqual({ costs: {}, lacking: 0 });
  });

  it("charges a malformed call with nothing where the calls were matched all the same", () => {
    const given = calling(call("a", '{"x": 3, "y": 2}'), call("a", '{"x": 1, "y": 2}'));
    const { costs } = costsOf(given, calling(due, call("b", "{}")));
    expect(Object.keys(costs)).not.toContain("tool-call-layout");
  });
});
