import { describeFormat } from "./describeFormat";

describeFormat("google-adk.json", "google-adk", "object", [
  {
    id: "s1",
    model: "m",
    category: "harbour",
    turns: ["user: How high?"],
    completion: "I ask.",
    calls: ' tide({\n        "hour": 6\n       })',
    rewarded: false,
  },
  {
    id: "s1",
    model: "m",
    category: "harbour",
    turns: [
      "user: How high?",
      'assistant: I ask. tide({\n        "hour": 6\n       })',
      'tool: {\n        "result": "2 m"\n       }',
    ],
    completion: "2 m.",
  },
]);
