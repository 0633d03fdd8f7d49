import { describeFormat } from "./describeFormat";

describeFormat("deepeval.json", "deepeval", "columns", [
  {
    id: "t0",
    components: { Short: 1 },
    turns: ["user: How high?"],
    completion: "2 m.",
    calls: ' tide({\n      "hour": 6\n     })',
    groundTruth: "2",
  },
]);
