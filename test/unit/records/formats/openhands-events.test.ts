import { describeFormat } from "./describeFormat";

describeFormat("openhands-events.json", "openhands-events", "session", [
  { turns: ["user: Write it."], completion: "I write.", calls: ' editor({"path": "a"})', rewarded: false },
  {
    turns: ["user: Write it.", 'assistant: I write. editor({"path": "a"})', "tool: Written."],
    completion: "It is there.",
  },
]);
