import { describe, it } from "vitest";
import { parameterType } from "../../../server/core/rules/calls/parameter-type";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";
import { openAiTools, toolrlPrompt } from "./tools";

const tools = openAiTools;
const turns = [{ role: "system" as const, text: toolrlPrompt }];

function trace(...lines: string[]): string {
  return `<think> t </think>\n<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

describe("parameter-type", () => {
  it("stays silent on values that fit", () => {
    expectFindings(
      parameterType,
      trace('{"name": "get_weather", "parameters": {"city": "Ulm", "days": 2.0, "unit": "celsius", "wind": null}}'),
      { tools },
    );
    expectFindings(
      parameterType,
      trace(
        '{"name": "Get Weather", "parameters": {"city": "Ulm", "days": null, "units": ["C"], "when": 5, "scale": 2}}',
        // The list's own default is a string, so the tool takes strings.
        '{"name": "Get Weather", "parameters": {"scale": "full"}}',
      ),
      { turns },
    );
  });

  it("stays silent without tools, and on unknown tools and parameters", () => {
    expectFindings(parameterType, trace('{"name": "get_weather", "parameters": {"city": 1}}'));
    expectFindings(
      parameterType,
      trace('{"name": "x", "parameters": {"city": 1}}', '{"name": "find", "parameters": {"x": 1}}'),
      { tools },
    );
  });

  it.each([
    [
      "a number for text",
      '"city": 12\n                                               ^^ warning parameter-type: is an integer where the tool takes string',
    ],
    [
      "text for a number",
      '"days": "2"\n                                               ^^^ parameter-type: is a string where the tool takes integer',
    ],
    [
      "a fraction for an integer",
      '"days": 1.5\n                                               ^^^ parameter-type: is a number',
    ],
    [
      "a list for text",
      '"city": ["Ulm"]\n                                               ^^^^^^^ parameter-type: is an array',
    ],
    [
      "a number for true or false",
      '"wind": 1\n                                               ^ parameter-type: boolean | null',
    ],
    [
      "a value out of the list",
      '"unit": "kelvin"\n                                               ^^^^^^^^ parameter-type: "celsius", "fahrenheit"',
    ],
  ])("marks %s", (_, marked) => {
    const [member = "", marker = ""] = marked.split("\n");
    expectFindings(parameterType, trace(`{"name": "get_weather", "parameters": {${member}}}\n${marker}`), { tools });
  });

  it("reads ToolRL's types", () => {
    expectFindings(
      parameterType,
      trace(
        '{"name": "Get Weather", "parameters": {"days": "2", "units": "C"}}\n                                               ^^^ parameter-type: int, optional\n                                                             ^^^ parameter-type: List[str]',
      ),
      { turns },
    );
  });

  it("is an error where the ground truth has another value too", () => {
    const call =
      '{"name": "get_weather", "parameters": {"days": "2"}}\n                                               ^^^';
    const truth = (days: string): string => trace(`{"name": "get_weather", "parameters": {"days": ${days}}}`);
    expectFindings(parameterType, trace(`${call} error parameter-type: costs reward`), {
      tools,
      groundTruth: truth("2"),
    });
    expectFindings(parameterType, trace(`${call} warning parameter-type`), {
      tools,
      groundTruth: trace(`${call} warning parameter-type`),
    });
  });

  it("does not call equal values different: for Python 1 equals true", () => {
    expectFindings(
      parameterType,
      trace(
        '{"name": "get_weather", "parameters": {"wind": 1}}\n                                               ^ warning parameter-type',
      ),
      { tools, groundTruth: trace('{"name": "get_weather", "parameters": {"wind": true}}') },
    );
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      parameterType,
      trace(
        '{"name": "get_weather", "parameters": {"😀": "e\u0301", "days": "2"}}\n                                                           ^^^ parameter-type',
      ),
      { tools },
    );
  });

  it("looks at calls given as data", () => {
    expectFindings(parameterType, "", {
      tools,
      calls: [{ name: "get_weather", arguments: '{"city": 1}\n         ^ parameter-type' }],
    });
  });

  it.each([
    ["days", '"5"', "5"],
    ["days", '" -12 "', "-12"],
    ["wind", '"True"', "true"],
    ["wind", '"null"', "null"],
    ["city", "12.50", '"12.50"'],
    ["city", "true", '"true"'],
    ["unit", '"Celsius"', '"celsius"'],
  ])("writes %s as its type asks: %s as %s", (name, given, right) => {
    const calling = (value: string): string =>
      `<think> t </think>\n<tool_call>\n{"name": "get_weather", "parameters": {${name === "city" ? "" : '"city": "Oslo", '}"${name}": ${value}}}\n</tool_call>`;
    expectFix(parameterType, calling(given), calling(right), { tools: openAiTools, safe: false });
  });

  it.each(['"05"', '"1e3"', '"5.5"', '"five"', '""', "[5]", "null", '"99999999999999999999"'])(
    "leaves what would lose something: %s",
    (given) => {
      const call = `<think> t </think>\n<tool_call>\n{"name": "get_weather", "parameters": {"city": "Oslo", "days": ${given}}}\n</tool_call>`;
      expectNoFix(parameterType, call, { tools: openAiTools });
    },
  );

  it("does not write what costs reward", () => {
    const call = (days: string): string =>
      `<think> t </think>\n<tool_call>\n{"name": "get_weather", "parameters": {"city": "Oslo", "days": ${days}}}\n</tool_call>`;
    expectNoFix(parameterType, call('"5"'), { tools: openAiTools, groundTruth: call('"5"') });
  });
});
