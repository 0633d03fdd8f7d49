import { describe, expect, it } from "vitest";
import { argumentWrong } from "../../../server/core/rules/groundTruth/argument-wrong";
import { finishProfile } from "../../../server/core/profiles/profileData";
import { titlesOf } from "./fixes";
import { expectFindings, profileNamed } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

function a(parameters: string): string {
  return `{"name": "a", "parameters": ${parameters}}`;
}

describe("argument-wrong", () => {
  it("stays silent where values are equal, for Python", () => {
    expectFindings(argumentWrong, calling(a('{"x": 1, "y": [true, "z"]}')), {
      groundTruth: calling(a('{"y": [1, "z"], "x": 1.0}')),
    });
    expectFindings(argumentWrong, calling(a('{"x": 1}')));
  });

  it("marks the value and tells both values, the place and the cost", () => {
    const [finding] = expectFindings(
      argumentWrong,
      calling(
        a('{"city": "Oslo", "days": 2}'),
        '                                     ^^^^^^ warning argument-wrong: "city" is "Oslo" here and "Rome" in the ground truth. It costs reward: −1.5.',
      ),
      { groundTruth: calling(a('{"city": "Rome", "days": 2}')) },
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.role).toBe("ground_truth");
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe('"Rome"');
    expect(titlesOf(finding)).toContain('Write "Rome"');
  });

  it("compares with the call that the reward matched", () => {
    expectFindings(
      argumentWrong,
      calling(
        a('{"x": 2, "y": 2}'),
        "                                          ^ argument-wrong",
        a('{"x": 1, "y": 1}'),
      ),
      { groundTruth: calling(a('{"x": 1, "y": 1}'), a('{"x": 2, "y": 3}')) },
    );
  });

  it("says no cost where the variant does not pay by parameters", () => {
    const profile = finishProfile(
      { name: "coarse", reward: { kind: "toolrl", variant: "coarse" } },
      profileNamed("toolrl"),
    );
    const [finding] = expectFindings(
      argumentWrong,
      calling(a('{"x": 2}'), "                                  ^ argument-wrong"),
      { groundTruth: calling(a('{"x": 1}')), profile },
    );
    expect(finding?.message).not.toContain("reward");
  });

  it("says nothing where calls cannot be read", () => {
    expectFindings(argumentWrong, calling(a('{"x": 2}'), "", a("{}")), { groundTruth: calling(a('{"x": 1}')) });
    expectFindings(argumentWrong, calling(a('{"x": 2}'), "{"), { groundTruth: calling(a('{"x": 1}')) });
  });
});
