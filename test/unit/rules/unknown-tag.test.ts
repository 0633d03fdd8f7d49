import { describe, it } from "vitest";
import { unknownTag } from "../../../server/core/rules/structure/unknown-tag";
import { expectFindings } from "./harness";

describe("unknown-tag", () => {
  it("marks a tag between the blocks", () => {
    expectFindings(
      unknownTag,
      `
      <think> a </think>
      <plan> first this, then that </plan>
      ^^^^^^ warning unknown-tag: <plan> is a tag of no profile
      <response> b </response>
      `,
    );
  });

  it("marks a pair in prose, also one of two words", () => {
    expectFindings(
      unknownTag,
      `
      <think> a <harm prevention> high </harm prevention> b </think>
                ^^^^^^^^^^^^^^^^^ unknown-tag
      <response> b </response>
      `,
    );
  });

  it("stays silent on types, headers, code and HTML in prose", () => {
    expectFindings(unknownTag, "<think> a Vec<String>, #include <vector>, <i32> </think>\n<response> b </response>");
    expectFindings(
      unknownTag,
      "<think> the format 'ETH<fiat>' </think>\n<response> <b>bold</b> and `<x>y</x>` </response>",
    );
    expectFindings(unknownTag, "<think> a </think>\n<response>\n```\n<plan>b</plan>\n```\n</response>");
    expectFindings(
      unknownTag,
      '<think> a </think>\n<tool_call>\n{"name": "x", "parameters": {"xml": "<item>1</item>"}}\n</tool_call>',
    );
  });
});
