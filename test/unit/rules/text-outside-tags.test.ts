import { describe, it } from "vitest";
import { textOutsideTags } from "../../../server/core/rules/structure/text-outside-tags";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("text-outside-tags", () => {
  it("marks loose text without the white space around it", () => {
    expectFindings(
      textOutsideTags,
      `
      Sure! <think> a </think>
      ^^^^^ error text-outside-tags: format reward
      Now the answer:
      ^^^^^^^^^^^^^^^ text-outside-tags
      <response> b </response> 🦉
                               ^^ text-outside-tags
      `,
    );
  });

  it("stays silent behind prose that is never closed, however it goes on", () => {
    expectFindings(
      textOutsideTags,
      `<think> I write it in the <tool_call> block, one a line. That is all.
<tool_call>
{"name": "weather", "parameters": {"city": "Oslo"}}
</tool_call>`,
    );
  });

  it("leaves what an unknown tag holds to unknown-tag", () => {
    expectFindings(textOutsideTags, "<think> a </think>\n<plan> b </plan>\n<response> c </response>");
  });

  it("is a warning where only readers of blocks miss it, and silent where text is free", () => {
    expectFindings(
      textOutsideTags,
      `
      <think> a </think>
      So:
      ^^^ warning text-outside-tags
      <answer> b </answer>
      `,
      { profile: "search-agent" },
    );
    expectFindings(textOutsideTags, "<think> a </think>\nThe answer is 42.", { profile: "think-answer" });
  });

  it("stays silent on what Python takes for white space: scorers strip it", () => {
    const whole = "<think> a </think>\n<response> b </response>";
    for (const space of ["\u0085", "\u001c", "\ufeff", "\u2003"]) expectFindings(textOutsideTags, whole + space);
  });

  it("stays silent where an opener is missing: stray-closer says it", () => {
    expectFindings(textOutsideTags, "I look it up. </think>\n<response> b </response>");
  });

  it("moves text into the prose beside it, one by one", () => {
    const options = { safe: false };
    expectFix(
      textOutsideTags,
      "<think> a </think>\nb\n<response> c </response>",
      "<think> a\nb </think>\n<response> c </response>",
      options,
    );
    expectFix(
      textOutsideTags,
      "b <think> a </think>\n<response> c </response>",
      "<think> b a </think>\n<response> c </response>",
      options,
    );
    expectFix(
      textOutsideTags,
      "<think> a </think>\n<response>\nc\n</response>\n\nd\n",
      "<think> a </think>\n<response>\nc\n\nd\n</response>\n",
      options,
    );
  });

  it("wraps text that stands for the missing response, unasked", () => {
    expectFix(
      textOutsideTags,
      "<think> a </think>\nIt is so.\n",
      "<think> a </think>\n<response> It is so. </response>\n",
      {
        safe: true,
      },
    );
  });
});
