import { describeFormat } from "./describeFormat";

describeFormat("chat.jsonl", "chat", "jsonl", [
  {
    turns: ["system: Call tools.", "user: Weather?"],
    completion: "",
    calls: ' get_weather({"city": "Z\\u00fcrich", "note": "say \\"hi\\""})',
    tools:
      '[{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]',
    rewarded: false,
  },
  {
    turns: [
      "system: Call tools.",
      "user: Weather?",
      'assistant: - get_weather({"city": "Z\\u00fcrich", "note": "say \\"hi\\""})',
      "tool: 12 °C",
    ],
    completion: "It is 12.",
    tools:
      '[{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]',
    rewarded: false,
    fragment: true,
  },
  {
    score: 0.5,
    turns: [
      "system: Call tools.",
      "user: Weather?",
      'assistant: - get_weather({"city": "Z\\u00fcrich", "note": "say \\"hi\\""})',
      "tool: 12 °C",
      "assistant: It is 12.",
    ],
    completion: "It is 12 °C.",
    tools:
      '[{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]',
  },
  { turns: ["user: Look:", "user: what is it?"], completion: "<think> A cat. </think>A cat." },
  { turns: ["user: Nobody has answered this."], completion: "", rewarded: false, unanswered: true },
]);
