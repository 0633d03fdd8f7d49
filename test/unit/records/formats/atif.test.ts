import { describeFormat } from "./describeFormat";

describeFormat("atif.json", "atif", "object", [
  {
    id: "s",
    model: "m",
    turns: ["user: Old task.", "assistant: Old answer.", "user: How high?"],
    completion: "Six o'clock.",
    tools:
      '[\n   {\n    "type": "function",\n    "function": {\n     "name": "tide",\n     "description": "Height of the water.",\n     "parameters": {\n      "type": "object",\n      "properties": {\n       "hour": {\n        "type": "integer"\n       }\n      },\n      "required": [\n       "hour"\n      ]\n     }\n    }\n   }\n  ]',
    rewarded: false,
    fragment: true,
  },
  {
    id: "s",
    model: "m",
    turns: ["user: Old task.", "assistant: Old answer.", "user: How high?", "assistant: Six o'clock."],
    completion: "I ask.",
    calls: ' tide({\n      "hour": 6\n     })',
    tools:
      '[\n   {\n    "type": "function",\n    "function": {\n     "name": "tide",\n     "description": "Height of the water.",\n     "parameters": {\n      "type": "object",\n      "properties": {\n       "hour": {\n        "type": "integer"\n       }\n      },\n      "required": [\n       "hour"\n      ]\n     }\n    }\n   }\n  ]',
    rewarded: false,
  },
  {
    id: "s",
    model: "m",
    turns: [
      "user: Old task.",
      "assistant: Old answer.",
      "user: How high?",
      "assistant: Six o'clock.",
      'assistant: I ask. tide({\n      "hour": 6\n     })',
      "tool: 2 m",
    ],
    completion: "2 m.",
    tools:
      '[\n   {\n    "type": "function",\n    "function": {\n     "name": "tide",\n     "description": "Height of the water.",\n     "parameters": {\n      "type": "object",\n      "properties": {\n       "hour": {\n        "type": "integer"\n       }\n      },\n      "required": [\n       "hour"\n      ]\n     }\n    }\n   }\n  ]',
  },
]);
