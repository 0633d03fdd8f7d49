import { describeFormat } from "./describeFormat";

describeFormat("trl.jsonl", "trl", "jsonl", [
  {
    step: 5,
    score: 0.5,
    components: { format_reward: 0.5 },
    advantage: -0.7,
    group: "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nSay hi.<|im_end|>\n<|im_start|>assistant\n",
    turns: ["system: Be brief.", "user: Say hi."],
    completion: "<think> hi </think>hi",
  },
]);

describeFormat("wandb.table.json", "trl", "columns", [
  {
    step: 5,
    group: "1+1?",
    score: 1,
    components: { right: 1 },
    advantage: 0.5,
    turns: ["prompt: 1+1?"],
    completion: "2",
  },
  {
    step: 5,
    group: "1+1?",
    components: { right: null },
    advantage: -0.5,
    turns: ["prompt: 1+1?"],
    completion: "3",
  },
]);
