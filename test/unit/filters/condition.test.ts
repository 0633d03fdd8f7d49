import { describe, expect, it } from "vitest";
import { evaluateCondition, parseCondition, type Figure } from "../../../server/core/filters/condition";

const now = (figure: Figure): number | undefined =>
  figure.kind === "n" ? 10 : figure.kind === "mean" ? 0.5 : figure.kind === "share" ? 0.1 : undefined;
const before = (figure: Figure): number | undefined => (figure.kind === "mean" ? 0.75 : undefined);

function holds(text: string): boolean | undefined {
  const condition = parseCondition(text);
  if ("problem" in condition) throw new Error(condition.problem.message);
  return evaluateCondition(condition, now, before).holds;
}

describe("a condition", () => {
  it.each([
    ["n >= 10", true],
    ["n<10", false],
    ["mean(reward) - before.mean(reward) < -0.2", true],
    ["before.mean(component.format) = 0.75", true],
    ["share(tool-call-json) > 0.02", true],
    ["share(reward<0 or wrong) > 0.2", false],
    ["n<10 or share(tool-call-json)>0", true],
    ["n<10 and accuracy>0", false],
    ["n>=10 or accuracy>0", true],
    ["n>=10 and accuracy>0", undefined],
    ["pass@8 < 1", undefined],
    ["lost(tool-call-json) < 1", undefined],
    ["before.n > 1", undefined],
  ])("%s: %s", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it.each([
    ["", /Expected a figure here/],
    ["n", /one of < <= /],
    ["n <", /Expected a number after/],
    ["median(reward) < 1", /no figure median/],
    ["mean(rule) < 1", /not a field that is a number/],
    ["mean reward < 1", /Expected a bracket after mean/],
    ["share(wrong < 1", /no number|closes|close|What of|no field/],
    ["n < 1 wrong", /"and", "or" or the end/],
    ["n - before.accuracy < 1", /the same figure/],
    ["pass@0 < 1", /no figure pass@0/],
  ])("says what is wrong: %s", (text, message) => {
    const condition = parseCondition(text);
    expect("problem" in condition ? condition.problem.message : "was read").toMatch(message);
  });

  it("names what is lacking", () => {
    const condition = parseCondition("accuracy - before.accuracy < 0");
    if ("problem" in condition) throw new Error(condition.problem.message);
    expect(evaluateCondition(condition, now).lacking?.written).toBe("accuracy - before.accuracy");
  });
});
