import { describeFormat } from "./describeFormat";

describeFormat("templated-text.jsonl", "templated-text", "jsonl", [
  {
    turns: ["system: You call tools.", "user: Weather?"],
    completion: '<tool_call>\n{"name": "get_weather", "arguments": {}}\n</tool_call>',
    rewarded: false,
  },
  {
    turns: [
      "system: You call tools.",
      "user: Weather?",
      'assistant: <tool_call>\n{"name": "get_weather", "arguments": {}}\n</tool_call>',
      "tool: 12",
    ],
    completion: "12 degrees.",
  },
]);
