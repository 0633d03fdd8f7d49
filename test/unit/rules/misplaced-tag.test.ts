import { describe, it } from "vitest";
import { misplacedTag } from "../../../server/core/rules/structure/misplaced-tag";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("misplaced-tag", () => {
  it("marks the one block that has to move", () => {
    expectFindings(
      misplacedTag,
      `
      <think> a </think>
      <response> c </response>
      ^^^^^^^^^^ error misplaced-tag: belongs after <tool_call>
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call>
      `,
    );
    expectFindings(
      misplacedTag,
      `
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call>
      <response> c </response>
      <think> a </think>
      ^^^^^^^ misplaced-tag: belongs before <response>
      `,
    );
  });

  it("marks a tool's answer that the model made up", () => {
    expectFindings(
      misplacedTag,
      `
      <think> a </think>
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call>
      <obs> sunny </obs>
      ^^^^^ misplaced-tag: prompt's turns
      `,
    );
  });

  it("stays silent on the right order, and where turns repeat", () => {
    expectFindings(misplacedTag, "<think> a </think>\n<response> b </response>");
    expectFindings(
      misplacedTag,
      "<think>a</think>\n<search>b</search>\n<information>c</information>\n<think>d</think>\n<answer>e</answer>",
      { profile: "search-agent" },
    );
  });

  it("moves a block into the one that it stands behind and belongs into", () => {
    const judged = (rubric: string): string =>
      `<type>Chat</type>\n\n${rubric}\n\n<eval>\nAccuracy: A.\n</eval>\n\n<answer>[[A]]</answer>`;
    expectFix(
      misplacedTag,
      judged("<rubric>\n1. Accuracy (100%)\n</rubric>\n\n<justify>\nIt has to be.\n</justify>"),
      judged("<rubric>\n1. Accuracy (100%)\n\n<justify>\nIt has to be.\n</justify>\n</rubric>"),
      { profile: "rm-r1", safe: true },
    );
  });

  it("takes out what only the environment writes, one by one", () => {
    expectFix(
      misplacedTag,
      "<think> a </think>\n<obs> 3 </obs>\n<response> b </response>",
      "<think> a </think>\n<response> b </response>",
      { safe: false },
    );
  });
});
