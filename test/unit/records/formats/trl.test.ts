import { describeFormat } from "./describeFormat";

describeFormat("trl.jsonl", "trl", "jsonl", [
  {
    step: 5,
    score: 0.5,
    group: "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nSay hi.<|im_end|>\n<|im_start|>assistant\n",
    turns: ["system: Be brief.", "user: Say hi."],
    completion: "<think> hi </think>hi",
  },
]);
