import { describeFormat } from "./describeFormat";

describeFormat(
  "litellm.jsonl",
  "litellm",
  "jsonl",
  [
    {
      id: "r1",
      group: "t",
      model: "m",
      finishReason: "length",
      truncated: true,
      turns: ["user: How high?"],
      completion: "I ask.",
      calls: ' tide({"hour": 6})',
      tools:
        '[{"type": "function", "function": {"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}}]',
    },
  ],
  ["failed-request"],
);
