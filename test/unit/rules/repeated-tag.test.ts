import { describe, it } from "vitest";
import { repeatedTag } from "../../../server/core/rules/structure/repeated-tag";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

describe("repeated-tag", () => {
  it("marks each block beyond the greatest number", () => {
    expectFindings(
      repeatedTag,
      `
      <think> a </think>
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call>
      <tool_call>
      ^^^^^^^^^^^ error repeated-tag: one per line
      {"name": "y", "parameters": {}}
      </tool_call>
      <tool_call>
      ^^^^^^^^^^^ repeated-tag
      {"name": "z", "parameters": {}}
      </tool_call>
      `,
    );
  });

  it("marks a second think", () => {
    expectFindings(
      repeatedTag,
      `
      <think> a </think>
      <think> b </think>
      ^^^^^^^ repeated-tag: Join the two
      <response> c </response>
      `,
    );
  });

  it("stays silent where the profile allows several", () => {
    expectFindings(repeatedTag, '<tool_call>\n{"name": "x"}\n</tool_call>\n<tool_call>\n{"name": "y"}\n</tool_call>', {
      profile: "hermes",
    });
    expectFindings(repeatedTag, "<think> a <think> tag </think>\n<response> b </response>");
  });

  it("joins blocks of calls unasked, and says twins once", () => {
    const call = '<tool_call>\n{"name": "x", "parameters": {}}\n</tool_call>';
    expectFix(
      repeatedTag,
      `<think> a </think>\n${call}\n${call.replace("x", "y")}`,
      `<think> a </think>\n${call.replace("\n</", '\n{"name": "y", "parameters": {}}\n</')}`,
      { safe: true },
    );
    expectFix(
      repeatedTag,
      "<think> a </think>\n<response> b </response>\n<response> b </response>",
      "<think> a </think>\n<response> b </response>",
      { safe: false, title: "second" },
    );
  });

  it("leaves the same verdict where it ends the trace, and joins no verdicts", () => {
    const rest = "<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\nA.\n</eval>";
    const answer = "<answer>[[A]]</answer>";
    expectFix(repeatedTag, `${rest}\n\n${answer}\n\n${answer}\n`, `${rest}\n\n${answer}\n`, {
      profile: "rm-r1",
      safe: false,
    });
    expectNoFix(repeatedTag, `${rest}\n\n${answer}\n\n${answer.replace("A", "B")}`, { profile: "rm-r1" });
  });

  it("warns of reasoning right behind reasoning where turns repeat", () => {
    expectFindings(
      repeatedTag,
      `
      <think>a</think><think>b</think><answer>c</answer>
                      ^^^^^^^ warning repeated-tag: right behind another
      `,
      { profile: "search-agent" },
    );
    const turns = "<think>a</think><search>b</search><information>c</information><think>d</think><answer>e</answer>";
    expectFindings(repeatedTag, turns, { profile: "search-agent" });
  });
});
