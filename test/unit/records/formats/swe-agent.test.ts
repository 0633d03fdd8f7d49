import { expect, it } from "vitest";
import { recogniseRecords } from "../../../../server/core/records/reading/recogniseRecords";
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

describeFormat("swe-agent-history.jsonl", "swe-agent", "jsonl", [
  {
    id: "harbour-7",
    turns: ["system: You fix bugs.", "user: Fix it."],
    completion: "I look.\n```\nls\n```",
  },
  { id: "harbour-8", finishReason: "submitted", turns: ["user: Fix that."], completion: "Done." },
]);

it("leaves a chat's history, which says nothing of an agent, to other formats", () => {
  const history = [
    { role: "user", content: "Hi." },
    { role: "assistant", content: "Hello." },
  ];
  expect(recogniseRecords(JSON.stringify({ history }))).toBeUndefined();
});
