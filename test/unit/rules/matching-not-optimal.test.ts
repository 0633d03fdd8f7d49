import { describe, expect, it } from "vitest";
import { matchingNotOptimal } from "../../../server/core/rules/groundTruth/matching-not-optimal";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

function a(parameters: string): string {
  return `{"name": "a", "parameters": ${parameters}}`;
}

describe("matching-not-optimal", () => {
  it("stays silent where the greedy matching is as good as any", () => {
    expectFindings(matchingNotOptimal, calling(a('{"x": 2}'), a('{"x": 1}')), {
      groundTruth: calling(a('{"x": 1}'), a('{"x": 2}')),
    });
    expectFindings(matchingNotOptimal, calling(a('{"x": 2}')));
  });

  it("marks the call that went to the wrong one and tells what another order is worth", () => {
    const [finding] = expectFindings(
      matchingNotOptimal,
      calling(
        a('{"x": 1, "y": 1}'),
        "^".repeat(45) + " information matching-not-optimal: would earn more (+",
        a('{"x": 1, "z": 1}'),
      ),
      // The first call of the ground truth fits both equally well and takes the first, which is the second one's only match.
      { groundTruth: calling(a('{"x": 1}'), a('{"x": 1, "y": 1}')) },
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe(a('{"x": 1}'));
  });

  it("puts the calls into the ground truth's order", () => {
    const [first, second] = [a('{"x": 1, "y": 1}'), a('{"x": 1, "z": 1}')];
    expectFix(matchingNotOptimal, calling(first, second), calling(second, first), {
      groundTruth: calling(a('{"x": 1}'), first),
      safe: false,
    });
  });
});
