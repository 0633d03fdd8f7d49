import { describe, it } from "vitest";
import { missingParameter } from "../../../server/core/rules/calls/missing-parameter";
import { unknownParameter } from "../../../server/core/rules/calls/unknown-parameter";
import { expectFindings } from "./harness";
import { openAiTools, toolrlPrompt } from "./tools";

const tools = openAiTools;
const turns = [{ role: "system" as const, text: toolrlPrompt }];

function trace(...lines: string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

describe("unknown-parameter", () => {
  it("stays silent on listed parameters, unknown tools and calls that cannot be read", () => {
    const completion = trace(
      '{"name": "get_weather", "parameters": {"city": "Ulm", "days": 2}}',
      '{"name": "no_such", "parameters": {"x": 1}}',
      '{"name": "get_weather", "parameters": ["x"]}',
      "{'name': 'get_weather', 'parameters': {'x': 1}}",
    );
    expectFindings(unknownParameter, completion, { tools });
    expectFindings(unknownParameter, trace('{"name": "get_weather", "parameters": {"x": 1}}'));
  });

  it("stays silent where the tool takes more than it lists, or does not list any", () => {
    expectFindings(unknownParameter, trace('{"name": "find", "parameters": {"query": "x", "more": 1}}'), { tools });
    const silent =
      '[{"name": "a"}, {"name": "b", "parameters": {"type": "object"}}, {"name": "c", "parameters": {"$ref": "#/c"}}]';
    const calls = ["a", "b", "c"].map((name) => `{"name": "${name}", "parameters": {"x": 1}}`);
    expectFindings(unknownParameter, trace(...calls), { tools: silent });
  });

  it("marks the key and tells the nearest parameter that the call does not have yet", () => {
    expectFindings(
      [unknownParameter, missingParameter],
      trace(
        '{"name": "get_weather", "parameters": {"City": "Ulm"}}\n                                       ^^^^^^ warning unknown-parameter: Did you mean "city"?',
      ),
      { tools },
    );
    expectFindings(
      unknownParameter,
      trace(
        '{"name": "get_weather", "parameters": {"city": "Ulm", "City": "Ulm"}}\n                                                      ^^^^^^ unknown-parameter: It takes "city", "days"',
      ),
      { tools },
    );
  });

  it("reads ToolRL's lists", () => {
    expectFindings(
      unknownParameter,
      trace(
        '{"name": "Get Weather", "parameters": {"town": "Ulm"}}\n                                       ^^^^^^ unknown-parameter: It takes "city"',
        '{"name": "Ping", "parameters": {"x": 1}}\n                                ^^^ unknown-parameter: It takes none',
      ),
      { turns },
    );
  });

  it("is an error where the ground truth's calls of the tool do not have it either", () => {
    const call = '{"name": "get_weather", "parameters": {"place": "Ulm"}}';
    const marked = (severity: string): string =>
      trace(`${call}\n                                       ^^^^^^^ ${severity} unknown-parameter`);
    expectFindings(unknownParameter, marked("error"), {
      tools,
      groundTruth: trace('{"name": "get_weather", "parameters": {"city": "Ulm"}}'),
    });
    expectFindings(unknownParameter, marked("warning"), {
      tools,
      groundTruth: trace('{"name": "find", "parameters": {"query": "Ulm"}}'),
    });
    const expected = marked("warning").replace(/unknown-parameter$/m, "unknown-parameter: asks for it all the same");
    expectFindings(unknownParameter, marked("warning"), { tools, groundTruth: expected });
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      unknownParameter,
      trace(
        '{"😀": "e\u0301", "name": "get_weather", "parameters": {"city": "", "😀": 1}}\n                                                               ^^^^ unknown-parameter',
      ),
      { tools },
    );
  });

  it("looks at calls given as data", () => {
    expectFindings(unknownParameter, "", {
      tools,
      calls: [{ name: "get_weather", arguments: '{"citi": "Ulm"}\n ^^^^^^ unknown-parameter: "city"?' }],
    });
  });
});
