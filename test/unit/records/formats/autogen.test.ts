import { describeFormat } from "./describeFormat";

describeFormat("autogen.json", "autogen", "object", [
  { turns: ["user: How high?"], completion: "I ask.", calls: ' tide({"hour": 6})', rewarded: false },
  { turns: ["user: How high?", 'assistant: I ask. tide({"hour": 6})', "tool: 2 m"], completion: "2 m." },
]);
