import { describe, it } from "vitest";
import { toolCallParameters } from "../../../server/core/rules/calls/tool-call-parameters";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

function trace(lines: string): string {
  return `<think> t </think>\n<tool_call>\n${lines}\n</tool_call>`;
}

describe("tool-call-parameters", () => {
  it("stays silent on objects, empty ones too", () => {
    expectFindings(
      toolCallParameters,
      trace('{"name": "a", "parameters": {}}\n{"parameters": {"x": {}}, "name": "b"}\n{oops'),
    );
    expectFindings(toolCallParameters, '<tool_call>\n{"name": "a", "arguments": {}}\n</tool_call>', {
      profile: "hermes",
    });
  });

  it("stays silent where both keys are there: the one that is due counts", () => {
    expectFindings(toolCallParameters, trace('{"name": "a", "arguments": 1, "parameters": {}}'));
  });

  it("marks `arguments` where `parameters` is due, and the reverse", () => {
    expectFindings(
      toolCallParameters,
      trace(
        '{"name": "a", "arguments": {"arguments": 1}}\n              ^^^^^^^^^^^ error tool-call-parameters: "parameters" is due',
      ),
    );
    expectFindings(
      toolCallParameters,
      '<tool_call>\n{"name": "a", "parameters": {}}\n              ^^^^^^^^^^^^ error tool-call-parameters: "arguments" is due\n</tool_call>',
      { profile: "hermes" },
    );
  });

  it("marks a call without any", () => {
    expectFindings(
      toolCallParameters,
      trace('{"name": "a"}\n^^^^^^^^^^^^^ error tool-call-parameters: has no "parameters"'),
    );
    expectFindings(
      toolCallParameters,
      trace('{"name": "a", "args": {"x": 1}}\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool-call-parameters: It has "args"'),
    );
  });

  it.each([
    ["null", '{"name": "a", "parameters": null}\n                            ^^^^ tool-call-parameters: null'],
    ["a list", '{"name": "a", "parameters": [1]}\n                            ^^^ tool-call-parameters: an array'],
    ["a string", '{"name": "a", "parameters": "x"}\n                            ^^^ tool-call-parameters: a string'],
    [
      "quoted JSON",
      '{"name": "a", "parameters": "{\\"x\\": 1}"}\n                            ^^^^^^^^^^^^ tool-call-parameters: quotes',
    ],
  ])("marks %s", (_, lines) => {
    expectFindings(toolCallParameters, trace(lines));
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      toolCallParameters,
      trace('{"name": "😀e\u0301", "parameters": []}\n                               ^^ tool-call-parameters'),
    );
  });

  it("looks at the ground truth too", () => {
    expectFindings(toolCallParameters, trace('{"name": "a", "parameters": {}}'), {
      groundTruth: trace('{"name": "a", "arguments": {}}\n              ^^^^^^^^^^^ tool-call-parameters'),
    });
  });

  it("looks at calls given as data, whatever the profile calls the key", () => {
    expectFindings(toolCallParameters, "", {
      calls: [
        { name: "a", arguments: "{}" },
        { name: 'b\n^ tool-call-parameters: has no "arguments"' },
        { name: "c", arguments: "[1]\n^^^ tool-call-parameters: an array" },
        { name: "d", arguments: "no JSON" },
      ],
    });
  });

  it.each(["arguments", "params", "args", "input"])("renames the key %s", (key) => {
    expectFix(
      toolCallParameters,
      trace(`{"name": "a", "${key}": {"x": 1.0}}`),
      trace('{"name": "a", "parameters": {"x": 1.0}}'),
      { safe: true },
    );
  });

  it("takes the quotes around an object away", () => {
    expectFix(
      toolCallParameters,
      trace(String.raw`{"name": "a", "parameters": "{\"x\": \"\\u00e9\"}"}`),
      trace(String.raw`{"name": "a", "parameters": {"x": "\u00e9"}}`),
      { safe: true },
    );
    expectNoFix(toolCallParameters, trace(String.raw`{"name": "a", "parameters": "x"}`));
    expectNoFix(toolCallParameters, trace(String.raw`{"name": "a", "parameters": "[1]"}`));
  });

  it("writes an empty object only where the tool takes nothing", () => {
    const tools = (properties: string): string =>
      `[{"name": "a", "parameters": {"type": "object", "properties": ${properties}}}]`;
    expectFix(toolCallParameters, trace('{"name": "a"}'), trace('{"name": "a", "parameters": {}}'), {
      tools: tools("{}"),
      safe: true,
    });
    expectNoFix(toolCallParameters, trace('{"name": "a"}'), { tools: tools('{"x": {"type": "string"}}') });
    expectNoFix(toolCallParameters, trace('{"name": "a"}'));
  });
});
