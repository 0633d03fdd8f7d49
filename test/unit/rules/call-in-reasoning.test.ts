import { describe, expect, it } from "vitest";
import { callInReasoning } from "../../../server/core/rules/calls/call-in-reasoning";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { wronglyNestedTag } from "../../../server/core/rules/structure/wrongly-nested-tag";
import { audit, expectFindings, sample } from "./harness";

describe("call-in-reasoning", () => {
  it("tells a draft, and wrongly-nested-tag does not", () => {
    expectFindings(
      [callInReasoning, wronglyNestedTag],
      `
      <think> I could write <tool_call>{"name": "run", "arguments": {}}</tool_call>
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning call-in-reasoning: verl
      but no. </think>
      <tool_call>{"name": "stop", "arguments": {}}</tool_call>
      `,
      { profile: "hermes" },
    );
  });

  it("tells it in any dialect", () => {
    const draft = "<tool_call>\n<function=run>\n</function>\n</tool_call>";
    const made = sample({ completion: `<think>\n${draft}\n</think>\nI will not.` });
    const found = audit([callInReasoning], made, neutralProfile("qwen-xml"));
    expect(found.map(({ part, span }) => part.text.slice(span.start, span.end))).toEqual([draft]);
  });

  it("stays silent where a mark is only spoken of", () => {
    expectFindings(callInReasoning, "<think>\nSome write <tool_call> with JSON.\n</think>\nSo it is.", {
      profile: "hermes",
    });
  });
});
