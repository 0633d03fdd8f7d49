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

  it("offers the order as it should be, and calls it safe unless reasoning is moved before what it followed", () => {
    const call = '<tool_call>\n{"name": "x", "parameters": {}}\n</tool_call>';
    const think = "<think> a </think>";
    const response = "<response> c </response>";
    const order = { title: "Put the blocks into order" };
    expectFix(misplacedTag, [think, response, call].join("\n"), [think, call, response].join("\n"), {
      ...order,
      safe: true,
    });
    // What was answered before it was thought about did not come from the thought.
    expectFix(misplacedTag, [response, think].join("\n"), [think, response].join("\n"), { ...order, safe: false });
    expectFix(
      misplacedTag,
      "<answer>39</answer><think>Thirteen times three.</think>",
      "<think>Thirteen times three.</think><answer>39</answer>",
      { ...order, profile: "think-answer", safe: false },
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
