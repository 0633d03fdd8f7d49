import { describeFormat } from "./describeFormat";

describeFormat(
  "verifiers-traces.jsonl",
  "verifiers-traces",
  "jsonl",
  [
    {
      id: "t1",
      step: 3,
      group: "g0",
      category: "tides",
      turns: ["user: How high?"],
      completion: "I ask.",
      tools:
        '[{"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}]',
      rewarded: false,
      fragment: true,
    },
    {
      id: "t1",
      step: 3,
      group: "g0",
      category: "tides",
      turns: ["user: How high?", "assistant: I ask."],
      completion: "",
      calls: ' tide({"hour": 6})',
      tools:
        '[{"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}]',
      rewarded: false,
    },
    {
      id: "t1",
      step: 3,
      group: "g0",
      score: 1.1,
      components: { right: 1, short: 0.5 },
      category: "tides",
      finishReason: "done",
      turns: ["user: How high?", "assistant: I ask.", 'assistant: - tide({"hour": 6})', "tool: 2 m"],
      completion: "2 m.",
      tools:
        '[{"name": "tide", "description": "Height of the water.", "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]}}]',
    },
  ],
  ["errored-rollout"],
);
