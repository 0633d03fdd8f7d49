import { describeFormat } from "./describeFormat";

describeFormat("messages.json", "messages", "session", [
  { turns: ["user: How high?"], completion: "I ask.", calls: ' tide({\n      "hour": 6\n     })', rewarded: false },
  { turns: ["user: How high?", 'assistant: I ask. tide({\n      "hour": 6\n     })', "tool: 2 m"], completion: "2 m." },
]);
