import { describe, it } from "vitest";
import { toolCallJson } from "../../../server/core/rules/calls/tool-call-json";
import { toolCallLayout } from "../../../server/core/rules/calls/tool-call-layout";
import { expectFindings, profileNamed } from "./harness";

const rules = [toolCallLayout, toolCallJson];
const a = '{"name": "a", "parameters": {}}';
const b = '{"name": "b", "parameters": {"x": "{}"}}';

function trace(lines: string): string {
  return `<think> t </think>\n<tool_call>\n${lines}\n</tool_call>`;
}

describe("tool-call-layout", () => {
  it("stays silent on one call a line", () => {
    expectFindings(rules, trace(`${a}\n${b}\n  ${a}  `));
  });

  it("tells several calls on a line, with and without a comma, from the second on", () => {
    expectFindings(
      rules,
      trace(
        `${a} {"name": "b"} {"name": "c"}\n${" ".repeat(32)}^^^^^^^^^^^^^^^^^^^^^^^^^^^ error tool-call-layout: 3 calls`,
      ),
    );
    expectFindings(rules, trace(`${a}, {"name": "b"}\n${" ".repeat(33)}^^^^^^^^^^^^^ error tool-call-layout: 2 calls`));
    expectFindings(rules, trace(`${a}{"name": "b"}\n${" ".repeat(31)}^^^^^^^^^^^^^ error tool-call-layout: 2 calls`));
  });

  it("tells a call over several lines", () => {
    expectFindings(
      rules,
      trace(
        `{\n^> error tool-call-layout: over 4 lines\n  "name": "a",\n\n  "parameters": {}}\n${"^".repeat(19)}< tool-call-layout\n${b}`,
      ),
    );
  });

  it("tells a blank line between calls, with its line end", () => {
    expectFindings(rules, trace(`${a}\n\n^> error tool-call-layout: blank line\n${b}\n< tool-call-layout`));
    expectFindings(rules, trace(`${a}\n  \n^> error tool-call-layout: blank line\n\n\n${b}\n< tool-call-layout`));
  });

  it("is mild about blank lines at the tags, which the reward passes over", () => {
    expectFindings(rules, trace(`\n^> information tool-call-layout: blank line\n${a}\n< tool-call-layout`));
    expectFindings(
      rules,
      `<think> t </think>\n<tool_call>\n${a}\n\n^> information tool-call-layout: blank line\n</tool_call>\n< tool-call-layout`,
    );
  });

  it("tells calls that stand on a tag's line", () => {
    expectFindings(
      rules,
      `<think> t </think>\n<tool_call>${a}\n^^^^^^^^^^^ error tool-call-layout: after <tool_call>\n</tool_call>`,
    );
    expectFindings(
      rules,
      `<think> t </think>\n<tool_call>\n${a}</tool_call>\n${" ".repeat(31)}^^^^^^^^^^^^ error tool-call-layout: before </tool_call>`,
    );
    expectFindings(
      rules,
      `<think> t </think>\n<tool_call> ${a}\n           ^ error tool-call-layout: after <tool_call>\n</tool_call>`,
    );
    expectFindings(
      rules,
      `<think> t </think>\n<tool_call>\n${a}\n${" ".repeat(31)}^> error tool-call-layout: before </tool_call>\n  </tool_call>\n^^< tool-call-layout`,
    );
  });

  it("tells the carriage return behind the tag", () => {
    const fixture = `<think> t </think>\r\n<tool_call>\r\n           ^> error tool-call-layout: newline\r\n${a}\r\n< tool-call-layout\r\n</tool_call>`;
    expectFindings(rules, fixture);
  });

  it("tells a JSON array of calls, on a line and over several", () => {
    const array = `[{"name": "a"}, {"name": "b"}]`;
    expectFindings(rules, trace(`${array}\n${"^".repeat(array.length)} error tool-call-layout: array of 2 calls`));
    expectFindings(rules, trace(`[\n^> error tool-call-layout: array of 2 calls\n${a},\n${b}\n]\n^< tool-call-layout`));
  });

  it("leaves a line that is no JSON to tool-call-json", () => {
    expectFindings(toolCallLayout, trace(`${a} and\n{'name': 'b'} {'name': 'c'}`));
  });

  it("looks at the ground truth too", () => {
    expectFindings(toolCallLayout, trace(a), {
      groundTruth: trace(`${a}\n\n^> error tool-call-layout: cannot be scored\n${b}\n< tool-call-layout`),
    });
  });

  it("asks Hermes blocks for one call each, over as many lines as it likes", () => {
    const profile = "hermes";
    expectFindings(
      rules,
      '<tool_call>\n\n{\n"name": "a",\n"arguments": {}}\n\n</tool_call> <tool_call>{"name": "b"}</tool_call>',
      {
        profile,
      },
    );
    expectFindings(
      rules,
      '<tool_call>\n{"name": "a"}\n{"name": "b"}\n^^^^^^^^^^^^^ error tool-call-layout: own block\n</tool_call>',
      { profile },
    );
    expectFindings(
      rules,
      '<tool_call>\n[{"name": "a"}]\n^^^^^^^^^^^^^^^ error tool-call-layout: own block\n</tool_call>',
      {
        profile,
      },
    );
  });

  it("only warns where the reader does not need one call a line, and leaves blank lines alone", () => {
    const toolrl = profileNamed("toolrl");
    const profile = {
      ...toolrl,
      calls: { tag: "tool_call", argumentsKey: "parameters" as const, oneCallPerLine: false },
    };
    expectFindings(
      rules,
      trace(`{\n"name": "a"}\n\n${a} {"name": "b"}\n${" ".repeat(32)}^^^^^^^^^^^^^ warning tool-call-layout: 2 calls`),
      { profile },
    );
  });
});
