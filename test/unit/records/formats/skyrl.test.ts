import { describeFormat } from "./describeFormat";

describeFormat("skyrl.jsonl", "skyrl", "jsonl", [
  {
    group: "<|im_start|>user\n1+1?<|im_end|>\n<|im_start|>assistant\n",
    score: 1,
    category: "sums",
    finishReason: "stop",
    turns: ["user: 1+1?"],
    completion: "2",
    groundTruth: "2",
  },
]);
