import { describe, expect, it } from "vitest";
import { missingTag } from "../../../server/core/rules/structure/missing-tag";
import { expectFix, expectNoFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";

describe("missing-tag", () => {
  it("stays silent where the closer alone is there: stray-closer says it", () => {
    expectFindings(missingTag, "</think>\n<response> a </response>");
  });

  it("marks the tag beside the place where the block belongs", () => {
    expectFindings(
      missingTag,
      `
      <response> b </response>
      ^^^^^^^^^^ error missing-tag: <think> is missing: it belongs before this
      `,
    );
    expectFindings(
      missingTag,
      `
      <think> a </think>
                ^^^^^^^^ missing-tag: <tool_call> or <response> is missing: it belongs after this
      `,
    );
  });

  it("marks the first word of a text without tags", () => {
    expectFindings(
      missingTag,
      `
      I know it.
      ^ missing-tag: <think>
      ^ missing-tag: <tool_call> or <response>
      `,
    );
  });

  it("tells an empty trace", () => {
    const [finding] = audit([missingTag], sample({ completion: " \n" }), profileNamed("think-answer"));
    expect(finding?.message).toContain("the trace is empty");
    expect(finding?.span).toEqual({ start: 0, end: 1 });
  });

  it("stays silent where a block is there, if only in part", () => {
    expectFindings(missingTag, "<think> a </think>\n<response> b </response>");
    expectFindings(missingTag, "a </think>\n<response> b </response>");
    expectFindings(missingTag, "<thinking> a </thinking>\n<response> b");
    expectFindings(missingTag, "only text, as Hermes allows", { profile: "hermes" });
  });

  const thought = "<think> a </think>";
  const calls = '<tool_call>\n{"name": "x", "parameters": {}}\n{"name": "y", "parameters": {}}\n</tool_call>';

  it("writes the ground truth's calls where the order has them", () => {
    const options = { groundTruth: `${thought}\n${calls}`, safe: false };
    expectFix(missingTag, `${thought}\n`, `${thought}\n${calls}\n`, options);
  });

  it("invents no words", () => {
    expectNoFix(missingTag, thought, { groundTruth: `${thought}\n<response> b </response>` });
    expectNoFix(missingTag, thought);
    expectNoFix(missingTag, "<response> b </response>", { groundTruth: `${thought}\n<response> b </response>` });
  });

  it("stays silent where the reasoning stands in a field of its own, or behind the prompt's opener", () => {
    const profile = "think-answer";
    expectFindings(missingTag, "3 degrees.", { profile, turns: [{ role: "assistant", text: "I think." }] });
    const turns = [{ role: "prompt", text: "How many?\n<think>\n" }] as const;
    expectFindings(missingTag, "I count 4.<|im_end|>", { profile, turns });
    expect(audit([missingTag], sample({ completion: "3 degrees." }), profileNamed(profile))).toHaveLength(1);
  });
});
