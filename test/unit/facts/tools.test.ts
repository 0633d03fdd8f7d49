import { describe, expect, it } from "vitest";
import { readType } from "../../../server/core/facts/parameterType";
import { readTools } from "../../../server/core/facts/tools";
import { sample } from "../rules/harness";
import { hermesPrompt, openAiTools, toolrlPrompt } from "../rules/tools";

const system = (text: string): Parameters<typeof sample>[0] => ({ turns: [{ role: "system", text }] });

describe("readTools", () => {
  it("reads OpenAI's function schemas and Hermes's list alike", () => {
    const tools = readTools(sample({ tools: openAiTools }));
    expect([...(tools?.keys() ?? [])]).toEqual(["get_weather", "find"]);
    const weather = tools?.get("get_weather");
    expect(weather?.description).toBe("Tells the weather of a city.");
    expect(weather?.parameters?.get("city")).toMatchObject({ required: true, type: { written: "string" } });
    expect(weather?.parameters?.get("unit")?.enum).toEqual(["celsius", "fahrenheit"]);
    expect(weather?.parameters?.get("days")).toMatchObject({ required: false, default: 1 });
    expect(tools?.get("find")?.open).toBe(true);
    expect(readTools(sample(system(hermesPrompt)))).toEqual(tools);
  });

  it("reads ToolRL's list, where nothing is required and descriptions may go over lines", () => {
    const tools = readTools(sample(system(toolrlPrompt)));
    expect([...(tools?.keys() ?? [])]).toEqual(["Get Weather", "Ping"]);
    const weather = tools?.get("Get Weather");
    expect(weather?.description).toBe("Tells the weather of a city.\nIt knows most of them.");
    expect([...(weather?.parameters?.keys() ?? [])]).toEqual(["city", "days", "units", "when", "scale"]);
    expect([...(weather?.parameters?.values() ?? [])].some(({ required }) => required)).toBe(false);
    expect(weather?.parameters?.get("when")?.type).toBeUndefined();
    expect(tools?.get("Ping")?.parameters?.size).toBe(0);
  });

  it("takes ToolRL's list with parameters that are no JSON for one that does not say them", () => {
    const tools = readTools(sample(system("1. Name: a\nDescription: b\nParameters: {oops\n")));
    expect(tools?.get("a")?.parameters).toBeUndefined();
  });

  it("prefers the record's tools to the prompt's, and the system's list to the user's", () => {
    const both = sample({ ...system(toolrlPrompt), tools: '[{"name": "only"}]' });
    expect([...(readTools(both)?.keys() ?? [])]).toEqual(["only"]);
    const user = sample({
      turns: [
        { role: "user", text: hermesPrompt },
        { role: "system", text: toolrlPrompt },
      ],
    });
    expect(readTools(user)?.has("Ping")).toBe(true);
  });

  it("says nothing where nothing says it, or not readably", () => {
    expect(readTools(sample({}))).toBeUndefined();
    for (const text of [
      "1. Name: Ada",
      "<tools></tools>",
      "<tools>\n{'name': 'a'}\n</tools>",
      "<tools> of the trade",
      "<tools>".repeat(1000),
    ]) {
      expect(readTools(sample(system(text))), text).toBeUndefined();
    }
    for (const tools of ["", "[]", "{}", "null", "[1]", '[{"name": 1}]']) {
      expect(readTools(sample({ tools })), tools).toBeUndefined();
    }
  });

  it("takes two tools of one name for one that takes what either takes", () => {
    const list = [
      { name: "a", parameters: { properties: { x: { type: "string" }, y: { type: "string" } }, required: ["x", "y"] } },
      { name: "a", parameters: { properties: { x: { type: "integer" } }, required: ["x"] } },
    ];
    const tool = readTools(sample({ tools: JSON.stringify(list) }))?.get("a");
    expect([...(tool?.parameters?.keys() ?? [])]).toEqual(["x", "y"]);
    expect(tool?.parameters?.get("x")).toMatchObject({ type: undefined, required: false });
    expect(tool?.parameters?.get("y")?.required).toBe(false);
  });
});

describe("readType", () => {
  it.each([
    ["string", ["string"]],
    ["str, optional", ["string", "null"]],
    ["List[str]", ["array"]],
    ["List[Union[int, float]]", ["array"]],
    ["Optional[Dict[str, int]]", ["null", "object"]],
    ["Union[int, List[str]]", ["integer", "array"]],
    ["int | None", ["integer", "null"]],
    ["string or number", ["string", "number"]],
    ["['string', 'integer']", ["string", "integer"]],
    ["Boolean", ["boolean"]],
  ])("reads %s", (written, kinds) => {
    expect([...(readType(written)?.kinds ?? [])]).toEqual(kinds);
  });

  it.each([
    "date",
    "",
    "any",
    "int, range 1 to 5",
    "Callable[[float], float]",
    "constructor",
    "list of str",
    "x".repeat(500),
  ])("says nothing of %s", (written) => {
    expect(readType(written)).toBeUndefined();
  });
});
