import { describe, expect, it } from "vitest";
import { callSpurious } from "../../../server/core/rules/groundTruth/call-spurious";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

const a = '{"name": "a", "parameters": {"x": 1}}';
const b = '{"name": "b", "parameters": {}}';

function of(name: string, parameters: string): string {
  return `{"name": "${name}", "parameters": ${parameters}}`;
}

describe("call-spurious", () => {
  it("stays silent where every call answers one, and where the ground truth has none", () => {
    expectFindings(callSpurious, calling(b, a), { groundTruth: calling(a, b) });
    expectFindings(callSpurious, calling(a));
    expectFindings(callSpurious, calling(a), { groundTruth: "<think> t </think>\n<response> r </response>" });
  });

  it("marks a call too many, with what it costs", () => {
    const [finding] = expectFindings(callSpurious, calling(a, b, "^".repeat(31) + " warning call-spurious"), {
      groundTruth: calling(a),
    });
    // Names: 1 of 2 in common, so half a point of 3, of 6 in reward.
    expect(finding?.message).toContain("It costs reward: −1.");
  });

  it("marks the second of two equal calls where one is expected", () => {
    expectFindings(callSpurious, calling(a, a, "^".repeat(37) + " call-spurious"), { groundTruth: calling(a) });
  });

  it("leaves a call of the wrong tool to call-wrong-tool", () => {
    expectFindings(callSpurious, calling(a), { groundTruth: calling(b) });
  });

  it("takes the call out with its line", () => {
    const groundTruth = calling(of("a", "{}"));
    for (const calls of [
      [of("a", "{}"), of("b", "{}")],
      [of("b", "{}"), of("a", "{}")],
    ]) {
      expectFix(callSpurious, calling(...calls), calling(of("a", "{}")), { groundTruth, safe: false });
    }
  });
});
