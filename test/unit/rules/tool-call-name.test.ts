import { describe, it } from "vitest";
import { toolCallName } from "../../../server/core/rules/calls/tool-call-name";
import { toolCallParameters } from "../../../server/core/rules/calls/tool-call-parameters";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

function trace(lines: string): string {
  return `<think> t </think>\n<tool_call>\n${lines}\n</tool_call>`;
}

describe("tool-call-name", () => {
  it("stays silent on names that are text, and on lines that are no JSON", () => {
    expectFindings(
      toolCallName,
      trace('{"name": "a", "parameters": {}}\n{"parameters": {"name": "b"}, "name": "c"}\n{oops'),
    );
  });

  it("marks a call without a name, and the call only", () => {
    expectFindings(toolCallName, trace('  {"parameters": {}} \n  ^^^^^^^^^^^^^^^^^^ error tool-call-name: no "name"'));
  });

  it("names the key that holds the name instead", () => {
    expectFindings(
      toolCallName,
      trace(
        '{"tool": "a", "parameters": {}}\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool-call-name: "tool" where "name" is due',
      ),
    );
  });

  it.each([
    ["null", '{"name": null, "parameters": {}}\n         ^^^^ tool-call-name: null'],
    ["a number", '{"name": 12, "parameters": {}}\n         ^^ tool-call-name: an integer'],
    ["a list", '{"name": ["a"], "parameters": {}}\n         ^^^^^ tool-call-name: an array'],
    ["empty", '{"name": "", "parameters": {}}\n         ^^ tool-call-name: empty'],
    [
      "the last of two",
      '{"name": "a", "name": 1, "parameters": {}}\n                      ^ tool-call-name: an integer',
    ],
  ])("marks a name that is %s", (_, lines) => {
    expectFindings(toolCallName, trace(lines));
  });

  it("gives one finding for OpenAI's wrapped call", () => {
    const call = '{"type": "function", "function": {"name": "a", "arguments": {}}}';
    expectFindings(
      [toolCallName, toolCallParameters],
      trace(`${call}\n${"^".repeat(call.length)} tool-call-name: wrapped`),
    );
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      toolCallName,
      trace('{"😀": "e\u0301", "name": 1, "parameters": {}}\n                     ^ tool-call-name'),
    );
  });

  it("looks at the ground truth too", () => {
    expectFindings(toolCallName, trace('{"name": "a", "parameters": {}}'), {
      groundTruth: trace('{"name": 1, "parameters": {}}\n         ^ tool-call-name'),
    });
  });

  it("looks at calls given as data", () => {
    expectFindings(toolCallName, "Let me see.", {
      calls: [{ name: "a", arguments: "{}" }, { arguments: '{"x": 1}\n^^^^^^^^ error tool-call-name: no "name"' }],
    });
  });

  it("says nothing where the profile has no calls", () => {
    expectFindings(toolCallName, "<think> t </think>\n<answer> <tool_call>{}</tool_call> </answer>", {
      profile: "think-answer",
    });
  });

  it("renames the key that holds the name", () => {
    expectFix(
      toolCallName,
      trace('{"tool": "a", "parameters": {"tool": 1}}'),
      trace('{"name": "a", "parameters": {"tool": 1}}'),
      {
        safe: true,
      },
    );
  });

  it.each([
    '{"type": "function", "function": {"name": "a", "arguments": {"x": [1, "b"]}}}',
    '{"function": {"parameters": {"x": [1, "b"]}, "name": "a"}}',
    String.raw`{"type": "function", "function": {"name": "a", "arguments": "{\"x\": [1, \"b\"]}"}}`,
  ])("takes the call out of OpenAI's wrapper: %s", (wrapped) => {
    expectFix(toolCallName, trace(wrapped), trace('{"name": "a", "parameters": {"x": [1, "b"]}}'), { safe: true });
  });

  it("drops nothing that the wrapper says besides, and invents no name", () => {
    expectNoFix(toolCallName, trace('{"id": "1", "function": {"name": "a", "arguments": {}}}'));
    expectNoFix(toolCallName, trace('{"parameters": {}}'));
    expectNoFix(toolCallName, trace('{"name": 1, "tool": "a", "parameters": {}}'));
  });
});
