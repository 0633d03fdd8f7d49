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

describeFormat("trl-columns.json", "trl", "columns", [
  {
    step: 5,
    group: "How high is the tide?",
    score: 1,
    components: { accuracy: 1 },
    advantage: 0.7,
    turns: ["prompt: How high is the tide?"],
    completion: "2 m",
  },
  {
    step: 5,
    group: "How high is the tide?",
    score: 0,
    components: { accuracy: 0 },
    advantage: -0.7,
    turns: ["prompt: How high is the tide?"],
    completion: "3 m",
  },
]);

const asked = '[{"role":"user","content":"Low tide?"}]';
describeFormat("trl-conversations.json", "trl", "columns", [
  {
    step: 7,
    group: asked,
    score: 1,
    components: { accuracy: 1 },
    advantage: 0.5,
    turns: ["user: Low tide?"],
    completion: "At 6.",
  },
  {
    step: 7,
    group: asked,
    components: { accuracy: null },
    advantage: -0.5,
    turns: ["user: Low tide?"],
    completion: "At 9.",
  },
]);
