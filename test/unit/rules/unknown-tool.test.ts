import { describe, expect, it } from "vitest";
import { unknownTool } from "../../../server/core/rules/calls/unknown-tool";
import { titlesOf } from "./fixes";
import { expectFindings } from "./harness";
import { hermesPrompt, openAiTools, toolrlPrompt } from "./tools";

function trace(...names: string[]): string {
  return `<think> t </think>\n<tool_call>\n${names.join("\n")}\n</tool_call>`;
}

describe("unknown-tool", () => {
  it("stays silent where nothing says which tools there are", () => {
    const completion = trace('{"name": "anything", "parameters": {}}');
    expectFindings(unknownTool, completion);
    for (const tools of ["[]", "{}", "[{", '[{"description": "no name"}]']) {
      expectFindings(unknownTool, completion, { tools });
    }
  });

  it("stays silent on tools that are listed, on calls without name, on lines that are no JSON", () => {
    const completion = trace('{"name": "get_weather", "parameters": {}}', '{"parameters": {}}', "{'name': 'x'}");
    expectFindings(unknownTool, completion, { tools: openAiTools });
  });

  it("marks the name and tells the nearest real one", () => {
    const [finding] = expectFindings(
      unknownTool,
      trace(
        '{"name": "getWeather", "parameters": {}}\n         ^^^^^^^^^^^^ warning unknown-tool: Did you mean "get_weather"?',
      ),
      { tools: openAiTools },
    );
    expect(titlesOf(finding)).toContain('Call "get_weather"');
  });

  it("lists the tools where none is near", () => {
    expectFindings(
      unknownTool,
      trace(
        '{"name": "send_mail", "parameters": {}}\n         ^^^^^^^^^^^ unknown-tool: There are: "get_weather", "find".',
      ),
      { tools: openAiTools },
    );
  });

  it("reads ToolRL's list in the prompt", () => {
    const turns = [{ role: "system" as const, text: toolrlPrompt }];
    expectFindings(
      unknownTool,
      trace(
        '{"name": "Get Weather", "parameters": {}}',
        '{"name": "Get Wether", "parameters": {}}\n         ^^^^^^^^^^^^ unknown-tool: "Get Weather"?',
      ),
      { turns },
    );
  });

  it("reads Hermes's list in the prompt", () => {
    expectFindings(
      unknownTool,
      '<tool_call>\n{"name": "find", "arguments": {}}\n</tool_call>\n<tool_call>\n{"name": "fnd", "arguments": {}}\n         ^^^^^ unknown-tool: "find"?\n</tool_call>',
      { profile: "hermes", turns: [{ role: "system", text: hermesPrompt }] },
    );
  });

  it("is an error where the ground truth's calls do not name it either", () => {
    const wrong = '{"name": "fnd", "parameters": {}}';
    const groundTruth = trace('{"name": "find", "parameters": {}}');
    expectFindings(unknownTool, trace(`${wrong}\n         ^^^^^ error unknown-tool: earns no reward`), {
      tools: openAiTools,
      groundTruth,
    });
    expectFindings(unknownTool, trace(`${wrong}\n         ^^^^^ warning unknown-tool: cannot be run`), {
      tools: openAiTools,
      groundTruth: trace(`${wrong}\n         ^^^^^ warning unknown-tool`),
    });
    expectFindings(unknownTool, trace(`${wrong}\n         ^^^^^ warning unknown-tool`), {
      tools: openAiTools,
      groundTruth: "<think> t </think>\n<response> no calls </response>",
    });
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      unknownTool,
      trace('{"😀": 1, "name": "e\u0301😀", "parameters": {}}\n                  ^^^^^^ unknown-tool'),
      { tools: openAiTools },
    );
  });

  it("looks at calls given as data", () => {
    expectFindings(unknownTool, "", {
      tools: openAiTools,
      calls: [
        { name: "find", arguments: "{}" },
        { name: "fynd\n^^^^ unknown-tool: find", arguments: "{}" },
      ],
    });
  });
});
