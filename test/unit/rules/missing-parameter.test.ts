import { describe, it } from "vitest";
import { missingParameter } from "../../../server/core/rules/calls/missing-parameter";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";
import { openAiTools, toolrlPrompt } from "./tools";

const tools = openAiTools;

function trace(...lines: string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

describe("missing-parameter", () => {
  it("stays silent where all that is required is there, and where no list says so", () => {
    expectFindings(missingParameter, trace('{"name": "get_weather", "parameters": {"city": ""}}'), { tools });
    expectFindings(missingParameter, trace('{"name": "get_weather", "parameters": {}}'));
    expectFindings(missingParameter, trace('{"name": "get_weather"}', '{"name": "no_such", "parameters": {}}'), {
      tools,
    });
  });

  it("requires nothing by ToolRL's lists, which do not say what is required", () => {
    const turns = [{ role: "system" as const, text: toolrlPrompt }];
    expectFindings(missingParameter, trace('{"name": "Get Weather", "parameters": {}}'), { turns });
  });

  it("marks the parameters that lack it", () => {
    expectFindings(
      missingParameter,
      trace(
        '{"name": "get_weather", "parameters": {"days": 2}}\n                                      ^^^^^^^^^^^ warning missing-parameter: "city" (string)',
        '{"name": "find", "parameters": {}}\n                               ^^ warning missing-parameter: "query"',
      ),
      { tools },
    );
  });

  it("is an error where the ground truth's calls of the tool have it", () => {
    const call = '{"name": "get_weather", "parameters": {}}\n                                      ^^';
    expectFindings(missingParameter, trace(`${call} error missing-parameter: costs reward`), {
      tools,
      groundTruth: trace('{"name": "get_weather", "parameters": {"city": "Ulm"}}'),
    });
    expectFindings(missingParameter, trace(`${call} warning missing-parameter`), {
      tools,
      groundTruth: trace(`${call} warning missing-parameter`),
    });
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      missingParameter,
      trace(
        '{"😀": "e\u0301", "name": "find", "parameters": {"😀": 1}}\n                                           ^^^^^^^^^ missing-parameter',
      ),
      { tools },
    );
  });

  it("looks at calls given as data", () => {
    expectFindings(missingParameter, "", {
      tools,
      calls: [{ name: "find", arguments: "{}\n^^ missing-parameter: query" }],
    });
  });

  const calling = (parameters: string): string =>
    `<think> t </think>\n<tool_call>\n{"name": "get_weather", "parameters": ${parameters}}\n</tool_call>`;

  it("adds the value that the ground truth has", () => {
    const options = { tools: openAiTools, groundTruth: calling('{"city": "Oslo", "days": 2}'), safe: false };
    expectFix(missingParameter, calling('{"days": 2}'), calling('{"days": 2, "city": "Oslo"}'), options);
    expectFix(missingParameter, calling("{}"), calling('{"city": "Oslo"}'), options);
    expectFix(missingParameter, calling('{"days":2}'), calling('{"days":2,"city":"Oslo"}'), options);
  });

  it("adds the only value that there is, and invents none", () => {
    const tools = (values: string): string =>
      `[{"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"enum": ${values}}}, "required": ["city"]}}]`;
    expectFix(missingParameter, calling("{}"), calling('{"city": "Oslo"}'), { tools: tools('["Oslo"]'), safe: false });
    expectNoFix(missingParameter, calling("{}"), { tools: tools('["Oslo", "Rome"]') });
    expectNoFix(missingParameter, calling("{}"), { tools: openAiTools });
  });
});
