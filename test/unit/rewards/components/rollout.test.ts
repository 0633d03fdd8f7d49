import { describe, expect, it } from "vitest";
import { Facts } from "../../../../server/core/facts/facts";
import type { Sample } from "../../../../server/core/model/sample";
import { createTraceParser } from "../../../../server/core/parse/parseTrace";
import { readAll } from "../../records/reading";
import { traceFileFormat } from "../../../../server/core/records/traceFile/traceFileFormat";
import { writeTraceFile } from "../../../../server/core/records/traceFile/writeTraceFile";
import { isFailure, rewardOf, type RewardResult } from "../../../../server/core/rewards";
import { rewarding } from "../source";

const asking = '<think>\nI ask.\n</think>\n<tool_call>\n{"name": "add", "arguments": {}}\n</tool_call>';
const result = "<tool_response>\n5\n</tool_response>";
const answer = "<think>\nNow I know.\n</think>\n#### 5";
const loop = `${asking}\nuser\n${result}\nassistant\n${answer}`;
const wordPrompt = "user\nWhat is 2 + 3?\nassistant\n";

/** The samples of a line of verl's dump. */
function dumped(input: string, output: string, gts: unknown): readonly Sample[] {
  return readAll(JSON.stringify({ input, output, gts, score: 1, step: 1 })).samples.map(({ sample }) => sample);
}

function paid(preset: string, samples: readonly Sample[]): RewardResult | undefined {
  const profile = rewarding("think-answer", { kind: "components", components: [{ preset }] });
  return rewardOf(new Facts(samples.at(-1)!, profile, createTraceParser(profile)));
}

function total(preset: string, samples: readonly Sample[]): number | string | undefined {
  const reward = paid(preset, samples);
  return reward === undefined ? undefined : isFailure(reward) ? reward.error.code : reward.total;
}

describe("an agent loop that verl dumped as one text", () => {
  const samples = dumped(wordPrompt, loop, "5");

  it("is paid for all of its turns, as the reward's code reads them", () => {
    expect(samples.map(({ rewarded }) => rewarded)).toEqual([false, true]);
    expect(total("verl/gsm8k", samples)).toBe(1);
    // Of one turn alone it would be right; the text has two `<think>`.
    expect(total("trl/think_format", samples)).toBe(0);
    expect(total("trl/think_format", dumped(wordPrompt, answer, "5"))).toBe(1);
  });

  it("shows the places that were read where they stand in the dump", () => {
    const reward = paid("verl/gsm8k", samples);
    if (reward === undefined || isFailure(reward)) throw new Error("it was not computed");
    const texts = reward.parts[0]?.spans.map(({ part, span }) => part.text.slice(span.start, span.end));
    expect(texts).toContain("5");
    expect(reward.parts[0]?.spans.every(({ part }) => part.text === loop)).toBe(true);
  });

  it("is paid turn by turn by a reward that takes the mean of the turns", () => {
    const bare = loop.replace("<think>\nI ask.\n</think>\n", "");
    expect(total("verifiers/think_format", samples)).toBe(1);
    expect(total("verifiers/think_format", dumped(wordPrompt, bare, "5"))).toBe(0.5);
  });

  it("is not paid where its turns stand apart, as nobody knows how they were written as one", () => {
    const { text } = writeTraceFile(samples);
    expect(text).toMatch(/^@sample .*turns=split/);
    const { samples: read, problems } = traceFileFormat.read(text, 0);
    expect(problems).toEqual([]);
    expect(total("verl/gsm8k", read)).toBe("reward-undecided");
    expect(writeTraceFile(read).text).toBe(text);
  });
});

describe("a reward that reads the prompt too", () => {
  const question = "Answer inside <answer> and </answer>, for example <answer> Oslo </answer>. Who wrote Hamlet?";
  const chat = `<|im_start|>system\nYou help.<|im_end|>\n<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n`;
  const said = (name: string): string => `<think>easy</think>\n<answer>${name}</answer>`;
  const gts = { target: ["Shakespeare"] };

  it("is computed where the dump holds the prompt with its template", () => {
    expect(total("search-r1/qa_em", dumped(chat, said("Shakespeare"), gts))).toBe(1);
    expect(total("search-r1/qa_em", dumped(chat, said("Bacon"), gts))).toBe(0);
  });

  it("is undecided where the template's marks were dropped", () => {
    const plain = `system\nYou help.\nuser\n${question}\nassistant\n`;
    expect(total("search-r1/qa_em", dumped(plain, said("Shakespeare"), gts))).toBe("reward-undecided");
  });
});

it("is undecided where the ground truth is a number, which Python's code may never find equal to a text", () => {
  const samples = dumped(wordPrompt, "so\n#### 11", 11);
  expect(total("verl/gsm8k", samples)).toBe("reward-undecided");
  expect(total("open-r1/format", samples)).toBe(0);
  expect(total("verl/gsm8k", dumped(wordPrompt, "so\n#### 11", "11"))).toBe(1);
});
