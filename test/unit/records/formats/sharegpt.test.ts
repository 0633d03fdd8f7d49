import { describeFormat } from "./describeFormat";

describeFormat("sharegpt.jsonl", "sharegpt", "jsonl", [
  {
    turns: ["system: You call <tools>.", "user: Weather?"],
    completion: '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Bern"}}\n</tool_call>',
    tools: '[{"name": "get_weather"}]',
    rewarded: false,
  },
  {
    turns: [
      "system: You call <tools>.",
      "user: Weather?",
      'assistant: <tool_call>\n{"name": "get_weather", "arguments": {"city": "Bern"}}\n</tool_call>',
      "tool: <tool_response>\n12\n</tool_response>",
    ],
    completion: "12 degrees.",
    tools: '[{"name": "get_weather"}]',
  },
  {
    turns: ["system: Be brief.", "user: Weather?"],
    completion: "",
    calls: ' get_weather({"city": "Bern"})',
    rewarded: false,
  },
  {
    turns: ["system: Be brief.", "user: Weather?", 'assistant: - get_weather({"city": "Bern"})', "tool: 12"],
    completion: "12 degrees.",
  },
]);
