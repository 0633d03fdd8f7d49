import { describeFormat } from "./describeFormat";

describeFormat(
  "inspect-sample.jsonl",
  "inspect-sample",
  "jsonl",
  [
    {
      id: "oslo",
      group: "oslo",
      model: "m",
      turns: ["system: Use the tools.", "user: How warm is Oslo?"],
      completion: "I ask.",
      tools: '[{"name": "warmth", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}]',
      rewarded: false,
      fragment: true,
    },
    {
      id: "oslo",
      group: "oslo",
      model: "m",
      turns: ["system: Use the tools.", "user: How warm is Oslo?", "assistant: I ask."],
      completion: "One moment.",
      calls: ' warmth({"city": "Oslo"})',
      tools: '[{"name": "warmth", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}]',
      rewarded: false,
    },
    {
      id: "oslo",
      group: "oslo",
      model: "m",
      components: { match: 1, "rubric.clear": 0.5, "rubric.short": null },
      finishReason: "stop",
      turns: [
        "system: Use the tools.",
        "user: How warm is Oslo?",
        "assistant: I ask.",
        'assistant: One moment. warmth({"city": "Oslo"})',
        "tool: too late",
      ],
      completion: "It is 3 °C.",
      tools: '[{"name": "warmth", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}]',
      groundTruth: "3",
    },
  ],
  ["tool-error"],
);
