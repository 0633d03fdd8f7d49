import { describe, expect, it } from "vitest";
import { describeRun } from "../../../server/core/expressions/describe";
import { explainRun } from "../../../server/core/expressions/evaluate";
import { presetReward } from "../../../server/core/rewards/presets";

function lines(preset: string, completion: string, truth = "4"): readonly string[] {
  const { value } = presetReward(preset)!;
  return describeRun(explainRun(value, { completion, truth: [truth] }));
}

const end = "\n<answer>\n4\n</answer>";

describe("why a format fails", () => {
  it.each([
    [
      "two newlines",
      `<think>\nx\n</think>\n${end}`,
      "At character 21, </think> must be followed by one newline; here are two.",
    ],
    [
      "no newline behind a tag",
      `<think>x\n</think>${end}`,
      "At character 8, <think> must be followed by one newline; here is none.",
    ],
    [
      "no newline before a tag",
      `<think>\nx</think>${end}`,
      "At character 10, </think> must stand behind one newline; here is none.",
    ],
    ["a tag that is nowhere", "<think>\nx\n</think>\n<answer>\n4", 'There is no "</answer>" in it.'],
    [
      "words in place of a tag",
      "<think>\nx\n</think>\nIt is 4.",
      '"</think>" must be followed by "<answer>\\n"; here is "It is 4.".',
    ],
    [
      "words before it",
      `So: <think>\nx\n</think>${end}`,
      'It must begin with "<think>\\n"; here is "So: <think>\\nx\\n</thi…".',
    ],
    [
      "words behind it",
      `<think>\nx\n</think>${end} ok`,
      'It holds up to character 40, where it expects the end of a line; here is " ok".',
    ],
    ["another text", "It is 4.", 'There is no "<think>" in it.'],
  ])("%s", (_, completion, line) => {
    expect(lines("open-r1/format", completion)).toEqual([line]);
  });

  it("says which text a pattern excludes, and where it stands", () => {
    expect(lines("trl/think_format", "<think>\na</think>\n<think>b</think>\n4")).toEqual([
      '"<think>" may not stand from character 8 on; it stands at character 19.',
    ]);
    // Of two texts nobody knows which one was meant.
    expect(lines("ms-swift/format", "<think>a</think><answer>4</answer> ok").join(" ")).not.toContain("may not stand");
  });

  it("tells what must not follow as the end", () => {
    expect(lines("ms-swift/format", "<think> x </think>\n<answer> 4 </answer>.")).toEqual([
      'It holds up to character 40, where it expects the end of the text; here is ".".',
    ]);
  });

  it("says of counted tags how often each occurs", () => {
    expect(lines("open-r1/tag_count", `<think>x\n</think>\n${end}${end}`)).toEqual([
      '"<think>\\n" does not occur; it must occur once.',
      '"\\n</think>\\n" occurs once.',
      '"\\n<answer>\\n" occurs 2 times; it must occur once.',
      '"\\n</answer>" occurs 2 times; it must occur once.',
    ]);
  });
});

describe("why an answer is not found", () => {
  it.each([
    ["the mark is missing", "It is \\boxed{4}.", 'There is no "####" in it.'],
    [
      "the mark is written otherwise",
      "It is 4.\n####4",
      'At character 14, "####" must be followed by one space; here is none.',
    ],
    [
      "no number stands behind it",
      "It is\n#### four",
      'It holds up to character 12, where it expects one of the characters `,.0-9`; here is "four".',
    ],
  ])("%s", (_, completion, line) => {
    expect(lines("verl/gsm8k", completion)).toEqual(['Nothing is found to compare with "4".', line]);
  });

  it("is not said of one that is found", () => {
    expect(lines("verl/gsm8k", "It is\n#### 5")).toEqual(['"5" does not equal "4".']);
  });
});
