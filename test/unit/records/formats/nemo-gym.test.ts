import { describeFormat } from "./describeFormat";

describeFormat("nemo-gym.jsonl", "nemo-gym", "jsonl", [
  {
    group: "2",
    model: "m",
    turns: ["user: Weather?"],
    completion: "Look it up.",
    tools: '[{"type": "function", "name": "get_weather"}]',
    rewarded: false,
    fragment: true,
  },
  {
    group: "2",
    model: "m",
    turns: ["user: Weather?", "assistant: Look it up."],
    completion: "",
    calls: ' get_weather({"city": "Bern"})',
    tools: '[{"type": "function", "name": "get_weather"}]',
    rewarded: false,
  },
  {
    group: "2",
    model: "m",
    score: 1,
    turns: ["user: Weather?", "assistant: Look it up.", 'assistant: - get_weather({"city": "Bern"})', "tool: 12"],
    completion: "12 degrees.",
    tools: '[{"type": "function", "name": "get_weather"}]',
  },
]);
