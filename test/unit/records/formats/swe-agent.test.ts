import { describeFormat } from "./describeFormat";

describeFormat("mini-swe-agent.json", "swe-agent", "object", [
  { model: "m", turns: ["system: Work.", "user: Fix it."], completion: "Hm.", rewarded: false, fragment: true },
  {
    model: "m",
    finishReason: "Submitted",
    turns: ["system: Work.", "user: Fix it.", "assistant: Hm."],
    completion: "I look.",
    calls: ' bash({"command": "ls"})',
  },
]);

describeFormat("swe-agent.json", "swe-agent", "object", [
  {
    finishReason: "submitted",
    turns: ["system: You fix bugs.", "assistant: I show how.", "user: Fix it."],
    completion: "I look.",
    calls: ' bash({"command": "ls"})',
  },
]);
