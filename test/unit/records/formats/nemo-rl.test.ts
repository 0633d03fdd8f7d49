import { expect, it } from "vitest";
import { forFileNamed, formatOf } from "../../../../server/core/records/reading/recogniseFile";
import { describeFormat } from "./describeFormat";

describeFormat("nemo-rl.jsonl", "nemo-rl", "jsonl", [
  { id: "3", score: 1, advantage: 0.5, turns: ["user: Say hi."], completion: "<think> hi </think>hi" },
  { id: "4", score: 0, advantage: -0.5, turns: ["prompt: Say hi."], completion: "hi" },
]);

it.each([
  ["/runs/a/train_data_step5.jsonl", 5],
  ["C:\\runs\\val_data_step12.jsonl", 12],
  ["file:///runs/exp_step9/train_data_step3.jsonl", 3],
  ["/runs/exp_step9/train.jsonl", undefined],
])("has the step that the file's name gives: %s", (name, step) => {
  const format = forFileNamed(formatOf("nemo-rl", "jsonl"), name);
  const { samples } = format.read('{"content": ["Say hi.", "hi"], "rewards": [0.0], "advantages": [-0.5]}', 0);
  expect(samples.map(({ attributes }) => attributes.step)).toEqual([step]);
});

it("is of the step that a record names, in files of other writers", () => {
  const format = forFileNamed(formatOf("verl", "jsonl"), "train_data_step5.jsonl");
  expect(format.step).toBeUndefined();
});
