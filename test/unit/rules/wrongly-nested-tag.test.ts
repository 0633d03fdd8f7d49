import { describe, it } from "vitest";
import { wronglyNestedTag } from "../../../server/core/rules/structure/wrongly-nested-tag";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("wrongly-nested-tag", () => {
  it("marks a block inside one that may not hold it", () => {
    expectFindings(
      wronglyNestedTag,
      `
      <think> I call it:
      <tool_call>
      ^^^^^^^^^^^ error wrongly-nested-tag: Close <think>
      {"name": "x", "parameters": {}}
      </tool_call>
      and that is all. </think>
      <response> b </response>
      `,
    );
  });

  it("marks a response inside the calls", () => {
    expectFindings(
      wronglyNestedTag,
      `
      <think> a </think>
      <tool_call>
      {"name": "x", "parameters": {}}
      <response> b </response>
      ^^^^^^^^^^ wrongly-nested-tag
      </tool_call>
      `,
    );
  });

  it("stays silent on mentions and JSON strings", () => {
    expectFindings(
      wronglyNestedTag,
      "<think> use <tool_call> and </tool_call> here </think>\n<response> b </response>",
    );
    expectFindings(
      wronglyNestedTag,
      '<think> a </think>\n<tool_call>\n{"name": "x", "parameters": {"html": "<response>b</response>"}}\n</tool_call>',
    );
    expectFindings(
      wronglyNestedTag,
      "<think> a\n```\n<tool_call>\n{}\n</tool_call>\n```\nb </think>\n<response>c</response>",
    );
  });

  const call = '<tool_call>\n{"name": "x", "parameters": {}}\n</tool_call>';

  it("moves the outer closer before a block that stands at the end, which keeps every word in its place", () => {
    const options = { safe: true };
    expectFix(
      wronglyNestedTag,
      `<think> I call it:\n${call} </think>`,
      `<think> I call it: </think>\n${call}`,
      options,
    );
    expectFix(
      wronglyNestedTag,
      `<think>\nI call it:\n\n${call}\n</think>\n<response> b </response>`,
      `<think>\nI call it:\n</think>\n${call}\n<response> b </response>`,
      options,
    );
    expectFix(
      wronglyNestedTag,
      `<think> a </think>\n<response>\n${call}\nI did it. </response>`,
      `<think> a </think>\n${call}\n<response> I did it. </response>`,
      options,
    );
  });

  it("moves a block out of the midst of another, which does not", () => {
    expectFix(
      wronglyNestedTag,
      `<think> I call it:\n\n${call}\n\nand that is all. </think>\n<response> b </response>`,
      `<think> I call it:\n\nand that is all. </think>\n${call}\n<response> b </response>`,
      { safe: false },
    );
  });

  it("takes the tags of a block in its like away", () => {
    const judged = (text: string): string =>
      `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n${text}\n\n<answer>[[A]]</answer>`;
    expectFix(
      wronglyNestedTag,
      judged("<eval>\n<eval>\nA is right.\n</eval>\n<eval>\nB is not.\n</eval>\n</eval>"),
      judged("<eval>\nA is right.\nB is not.\n</eval>"),
      { profile: "rm-r1", safe: true },
    );
  });
});
