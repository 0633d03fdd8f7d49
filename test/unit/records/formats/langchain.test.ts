import { describeFormat } from "./describeFormat";

describeFormat("langchain.json", "langchain", "session", [
  {
    turns: ["system: You know tides.", "user: How high?"],
    completion: "I ask.",
    calls: ' tide({\n      "hour": 6\n     })',
    rewarded: false,
  },
  {
    turns: [
      "system: You know tides.",
      "user: How high?",
      'assistant: I ask. tide({\n      "hour": 6\n     })',
      "tool: 2 m",
    ],
    completion: "2 m.",
  },
]);
