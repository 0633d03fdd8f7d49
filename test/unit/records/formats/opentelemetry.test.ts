import { describeFormat } from "./describeFormat";

describeFormat(
  "opentelemetry-otlp.jsonl",
  "opentelemetry",
  "session",
  [
    {
      id: "aa",
      model: "m",
      turns: ["user: How high?"],
      completion: "",
      calls: ' tide({"hour": 6})',
      tools:
        '[{"type": "function", "function": {"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}}]',
      rewarded: false,
    },
    {
      id: "aa",
      model: "m",
      turns: ["user: How high?", 'assistant: - tide({"hour": 6})', "tool: 2 m"],
      finishReason: "stop",
      completion: "2 m.",
      tools:
        '[{"type": "function", "function": {"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}}]',
    },
    { turns: [], completion: "", rewarded: false, unanswered: true },
  ],
  ["no-text"],
);

describeFormat("opentelemetry.json", "opentelemetry", "session", [
  {
    id: "0xaa",
    model: "m",
    turns: ["user: How high?"],
    completion: "I ask.",
    calls: ' tide({"hour": 6})',
    tools:
      '{"type": "function", "function": {"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}}',
    rewarded: false,
  },
  {
    id: "0xaa",
    model: "m",
    finishReason: "stop",
    turns: ["user: How high?", 'assistant: I ask. tide({"hour": 6})', "tool: 2 m"],
    completion: "2 m.",
    tools:
      '{"type": "function", "function": {"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}}',
  },
]);
