import { describeFormat } from "./describeFormat";

describeFormat(
  "inspect-log.json",
  "inspect-log",
  "columns",
  [
    {
      id: "oslo",
      group: "oslo",
      model: "m",
      turns: ["system: Use the tools.", "user: How warm is Oslo?"],
      completion: "I ask.",
      tools:
        '[\n      {\n       "name": "warmth",\n       "parameters": {\n        "type": "object",\n        "properties": {\n         "city": {\n          "type": "string"\n         }\n        }\n       }\n      }\n     ]',
      rewarded: false,
      fragment: true,
    },
    {
      id: "oslo",
      group: "oslo",
      model: "m",
      turns: ["system: Use the tools.", "user: How warm is Oslo?", "assistant: I ask."],
      completion: "One moment.",
      calls: ' warmth({\n        "city": "Oslo"\n       })',
      tools:
        '[\n      {\n       "name": "warmth",\n       "parameters": {\n        "type": "object",\n        "properties": {\n         "city": {\n          "type": "string"\n         }\n        }\n       }\n      }\n     ]',
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
        'assistant: One moment. warmth({\n        "city": "Oslo"\n       })',
        "tool: too late",
      ],
      completion: "It is 3 °C.",
      tools:
        '[\n      {\n       "name": "warmth",\n       "parameters": {\n        "type": "object",\n        "properties": {\n         "city": {\n          "type": "string"\n         }\n        }\n       }\n      }\n     ]',
      groundTruth: "3",
    },
    {
      id: "rome",
      group: "rome",
      model: "m",
      turns: ["user: How warm is Rome?"],
      completion: "",
      groundTruth: "20",
      rewarded: false,
      unanswered: true,
    },
  ],
  ["unfinished-run", "tool-error", "errored-rollout"],
);
