import { describeFormat } from "./describeFormat";

describeFormat(
  "promptfoo.json",
  "promptfoo",
  "columns",
  [
    {
      id: "a",
      group: "0",
      model: "m",
      score: 1,
      components: { short: 1 },
      finishReason: "stop",
      turns: ["user: 1+1?"],
      completion: "2",
    },
    { turns: [], completion: "", rewarded: false, unanswered: true },
  ],
  ["failed-request"],
);
