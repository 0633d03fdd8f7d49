import { describeFormat } from "./describeFormat";

describeFormat("tau2-bench.json", "tau2-bench", "columns", [
  {
    id: "s1",
    group: "4",
    model: "m",
    turns: ["user: Cancel Q7."],
    completion: "",
    calls: ' cancel({\n        "id": "Q7"\n       })',
    rewarded: false,
  },
  {
    id: "s1",
    group: "4",
    model: "m",
    score: 0,
    components: { DB: 0 },
    finishReason: "user_stop",
    turns: ["user: Cancel Q7.", 'assistant: - cancel({\n        "id": "Q7"\n       })', "tool: ok"],
    completion: "Done.",
  },
]);
