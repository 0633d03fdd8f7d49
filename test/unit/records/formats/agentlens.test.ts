import { describeFormat } from "./describeFormat";

describeFormat("agentlens.json", "agentlens", "array", [
  { id: "x1", turns: ["assistant: I read.", "tool: Text."], completion: "", calls: ' tide({"hour": 6})' },
]);
