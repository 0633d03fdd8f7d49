import { describe, it } from "vitest";
import { unclosedTag } from "../../../server/core/rules/structure/unclosed-tag";
import { expectFindings } from "./harness";

describe("unclosed-tag", () => {
  it("marks the opener of a block that the next block ends", () => {
    expectFindings(
      unclosedTag,
      `
      <think> I look it up.
      ^^^^^^^ error unclosed-tag: Write </think>
      <tool_call>
      {"name": "search", "parameters": {}}
      </tool_call>
      `,
    );
  });

  it("sees that the block was meant although it begins amid a line", () => {
    expectFindings(
      unclosedTag,
      `
      <think> I look it up. <tool_call>
      ^^^^^^^ unclosed-tag
      {"name": "search", "parameters": {}}
      </tool_call>
      `,
    );
    expectFindings(
      unclosedTag,
      `
      <think> I know it. <response> Hello. </response>
      ^^^^^^^ unclosed-tag
      `,
    );
  });

  it("marks a block that the text's end cuts off", () => {
    expectFindings(
      unclosedTag,
      `
      <think> a </think>
      <tool_call>
      ^^^^^^^^^^^ unclosed-tag
      {"name": "sea
      `,
    );
    expectFindings(
      unclosedTag,
      `
      <think> 🦉 e\u0301
      ^^^^^^^ unclosed-tag
      `,
    );
  });

  it("marks each of several", () => {
    expectFindings(
      unclosedTag,
      `
      <think> a
      ^^^^^^^ unclosed-tag
      <tool_call>
      ^^^^^^^^^^^ unclosed-tag
      {"name": "x", "parameters": {}}
      <response> b
      ^^^^^^^^^^ unclosed-tag
      `,
    );
  });

  it("stays silent on closed blocks, misspelled closers and mentions", () => {
    expectFindings(unclosedTag, "<think> a </think>\n<response> b </response>");
    expectFindings(unclosedTag, "<think> a </thinking>\n<response> b </response>");
    expectFindings(unclosedTag, "<think> the <tool_call> tag comes next </think>\n<response> b </response>");
    expectFindings(unclosedTag, "<think> a `</think>` b </think>\n<response> the List<String> type </response>");
  });
});
