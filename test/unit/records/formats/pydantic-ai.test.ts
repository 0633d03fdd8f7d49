import { describeFormat } from "./describeFormat";

describeFormat("pydantic-ai.json", "pydantic-ai", "session", [
  { turns: ["system: You know tides.", "user: How high?"], completion: "Hm.", rewarded: false, fragment: true },
  {
    turns: ["system: You know tides.", "user: How high?", "assistant: Hm."],
    completion: "I ask.",
    calls: ' tide({"hour": 6})',
    rewarded: false,
  },
  {
    turns: [
      "system: You know tides.",
      "user: How high?",
      "assistant: Hm.",
      'assistant: I ask. tide({"hour": 6})',
      "tool: 2 m",
    ],
    completion: "2 m.",
  },
]);
