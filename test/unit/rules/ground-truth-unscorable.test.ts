import { describe, expect, it } from "vitest";
import { groundTruthUnscorable } from "../../../server/core/rules/groundTruth/ground-truth-unscorable";
import { audit, expectFindings, profileNamed, sample } from "./harness";

function calling(...lines: readonly string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

const a = '{"name": "a", "parameters": {"x": 1}}';

describe("ground-truth-unscorable", () => {
  it("stays silent where the ground truth can be scored, or has no calls", () => {
    expectFindings(groundTruthUnscorable, calling("{"), { groundTruth: calling(a) });
    expectFindings(groundTruthUnscorable, calling(a), { groundTruth: "42" });
    expectFindings(groundTruthUnscorable, calling("{"));
  });

  it("marks the place in the ground truth", () => {
    expectFindings(groundTruthUnscorable, calling(a), {
      groundTruth: calling(
        a,
        "{'name': 'a'}",
        " ^^^^^^ error ground-truth-unscorable: line 2 after its first <tool_call> is not valid JSON",
      ),
    });
  });

  it("marks what follows a tag that is only mentioned", () => {
    expectFindings(groundTruthUnscorable, calling(a), {
      groundTruth: `<think> I write <tool_call> tags. </think>\n                            ^^^^^ ground-truth-unscorable: only mentioned\n<tool_call>\n${a}\n</tool_call>`,
    });
  });

  it("looks at a ground truth that no completion stands beside yet", () => {
    const profile = profileNamed("toolrl");
    const audited = sample({ completion: calling("{") });
    const record = { ...audited, groundTruth: audited.completion };
    expect(audit([groundTruthUnscorable], record, profile).map(({ rule }) => rule)).toEqual([
      "ground-truth-unscorable",
    ]);
  });

  it("says nothing where the profile's reward is not ToolRL's", () => {
    expectFindings(groundTruthUnscorable, calling(a), { groundTruth: calling("{"), profile: "think-answer" });
  });
});
