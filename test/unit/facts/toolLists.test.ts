import { describe, expect, it } from "vitest";
import { listedTools } from "../../../server/core/facts/toolLists/toolList";

const weather = {
  name: "get_weather",
  description: "The weather of a city.",
  parameters: {
    type: "object",
    properties: { city: { type: "string" }, days: { type: "integer" }, unit: { type: "string", enum: ["C", "F"] } },
    required: ["city"],
  },
};
const ping = { name: "ping", description: "Says pong.", parameters: { type: "object", properties: {} } };
const wrapped = [weather, ping].map((tool) => ({ type: "function", function: tool }));
const json = JSON.stringify(wrapped);
const lines = wrapped.map((tool) => JSON.stringify(tool)).join("\n");
const pretty = wrapped.map((tool) => JSON.stringify(tool, null, 4)).join("\n\n");
const llama =
  'please respond with JSON for a function call.Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.Do not use variables.';

/** What chat templates write of tools into the prompt. */
const prompts: readonly [template: string, prompt: string][] = [
  [
    "Qwen, GLM",
    `# Tools\n\nYou are provided with function signatures within <tools></tools> XML tags:\n<tools>\n${lines}\n</tools>`,
  ],
  [
    "MiniMax M2",
    `# Tools\nHere are the tools available in JSONSchema format:\n\n<tools>\n${wrapped.map((tool) => `<tool>${JSON.stringify(tool.function)}</tool>`).join("\n")}\n</tools>`,
  ],
  [
    "Kimi K2",
    `<|im_system|>tool_declare<|im_middle|>${json}<|im_end|><|im_system|>system<|im_middle|>You are Kimi.<|im_end|>`,
  ],
  ["Kimi K2 without its tokens", `tool_declare${json}systemYou are Kimi.userWeather?assistant`],
  [
    "Llama 3.1",
    `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nEnvironment: ipython\nYou have access to the following functions. To call a function, ${llama}\n\n${pretty}\n\n<|eot_id|>`,
  ],
  [
    "Llama 3.1 in the user's turn",
    `user\n\nGiven the following functions, please respond with a JSON for a function call with its proper arguments that best answers the given prompt.\n\nRespond in the format {"name": function name, "parameters": dictionary of argument name and its value}.Do not use variables.\n\n${pretty}\n\nWhat is the weather?`,
  ],
  ["Llama 3.2", `Here is a list of functions in JSON format that you can invoke.\n\n${json}`],
  [
    "DeepSeek V3.1",
    `You help.\n\n## Tools\nYou have access to the following tools:\n\n${[weather, ping].map(({ name, description, parameters }) => `### ${name}\nDescription: ${description}\n\nParameters: ${JSON.stringify(parameters)}\n`).join("\n")}\nIMPORTANT: ALWAYS adhere to this exact format for tool use:\n<｜tool▁calls▁begin｜>`,
  ],
  [
    "DeepSeek V3",
    `You help.\n\n## Tools\n\n### Function\n\nYou have the following functions available:\n\n${wrapped.map((tool) => `- \`${tool.function.name}\`:\n\`\`\`json\n${JSON.stringify(tool, null, 2)}\n\`\`\``).join("\n")}\n`,
  ],
  ["DeepSeek V3.2", `## Tools\n\nYou have access to a set of tools.\n\n<functions>\n${lines}\n</functions>`],
  ["DeepSeek V4", `## Tools\n\n### Available Tool Schemas\n\n${lines}\n\nYou MUST strictly follow the above.`],
  ["Mistral", `[AVAILABLE_TOOLS]${json}[/AVAILABLE_TOOLS][INST]Hi[/INST]`],
  ["LFM2", `<|im_start|>system\nList of tools: <|tool_list_start|>${json}<|tool_list_end|><|im_end|>`],
  ["Granite", `<|start_of_role|>available_tools<|end_of_role|>${json}<|end_of_text|>`],
  ["OLMo 3", `You have these functions: <functions>${json}</functions>`],
  ["Nemotron", `You can use: <AVAILABLE_TOOLS>${json}</AVAILABLE_TOOLS>`],
];

describe("a list of tools in a prompt", () => {
  it.each(prompts)("is read with its schemas as %s writes it", (_, prompt) => {
    const tools = listedTools(prompt) ?? [];
    expect(tools.map(({ name, schema }) => ({ name, schema }))).toEqual(
      [weather, ping].map(({ name, parameters }) => ({ name, schema: parameters })),
    );
    expect(tools[0]?.parameters?.get("city")?.required).toBe(true);
  });

  it("is read from Qwen-Coder's elements", () => {
    const element = (name: string, type: string, more = ""): string =>
      `<parameter>\n<name>${name}</name>\n<type>${type}</type>\n<description>Of it.</description>${more}\n</parameter>`;
    const prompt = `You have access to the following functions:\n\n<tools>\n<function>\n<name>get_weather</name>\n<description>The weather of a city.</description>\n<parameters>\n${element("city", "string")}\n${element("days", "integer")}\n${element("unit", "string", "\n<enum>['C', 'F']</enum>")}\n<required>["city"]</required>\n</parameters>\n</function>\n<function>\n<name>ping</name>\n<description>Says pong.</description>\n<parameters>\n</parameters>\n</function>\n</tools>`;
    const tools = listedTools(prompt) ?? [];
    expect(tools.map(({ name }) => name)).toEqual(["get_weather", "ping"]);
    expect(tools[0]?.schema).toEqual(weather.parameters);
  });

  it("is read from the TypeScript of gpt-oss", () => {
    const prompt = `# Tools\n\n## functions\n\nnamespace functions {\n\n// The weather of a city.\ntype get_weather = (_: {\n// The city, or {its} code\ncity: string,\ndays?: integer, // default: 1\nunit?: "C" | "F",\nmore?: {\n  wind: boolean,\n},\n}) => any;\n\n// Says pong.\ntype ping = () => any;\n\n} // namespace functions`;
    const [tool, other] = listedTools(prompt) ?? [];
    expect([tool?.name, other?.name]).toEqual(["get_weather", "ping"]);
    expect(tool?.schema).toEqual({
      type: "object",
      properties: { ...weather.parameters.properties, more: {} },
      required: ["city"],
    });
  });

  it.each([
    ["it is only spoken of", "The block tool_declare lists them; <functions> would, too: {none}"],
    ["what follows are no tools", 'tool_declare[{"a": 1}]'],
    ["it breaks off", `tool_declare${json.slice(0, 60)}`],
    ["one schema cannot be read", "## Tools\n\n### ping\nDescription: x\n\nParameters: {oops}\n"],
  ])("is none where %s", (_, prompt) => {
    expect(listedTools(prompt)).toBeUndefined();
  });
});
