import { describe, expect, it } from "vitest";
import { textOf } from "../../../../server/core/text/span";
import { derivation } from "./fixtures";

const truths = {
  response: "<think>t</think>\n<response>r</response>",
  calls: '<think>t</think>\n<tool_call>\n{"name": "f", "parameters": {}}\n</tool_call>',
  both: '<think>t</think>\n<tool_call>\n{"name": "f", "parameters": {}}\n</tool_call>\n<response>r</response>',
  reasoning: "<think>t</think>",
};

function check(completion: string, groundTruth: string): { format: number; problems: string[] } {
  const { format, formatPart } = derivation(completion, groundTruth);
  return {
    format,
    problems: formatPart.problems.map(
      (problem) => `${problem.code} ${JSON.stringify(textOf(completion, problem.span))}`,
    ),
  };
}

describe("the format reward", () => {
  it.each([
    ["response", "<think></think>\n<response></response>"],
    ["response", "<think>a</think>b</think>\n<response>\n\n</response>"],
    ["response", "<think><think>\n<tool_call></think>\n<response>r</response>"],
    ["calls", "<think></think>\n<tool_call>\n\n</tool_call>"],
    ["calls", "<think>a</think>\n<tool_call>\n<response>\n</tool_call>"],
    ["calls", "<think>a</think> b\n</think>\n<tool_call>\nx\ny\n</tool_call>"],
    ["both", "<think>a</think>\n<tool_call>\nx\n</tool_call>\n<response>r</response>"],
    ["both", "<think>a</think>\n<tool_call>\n\n</tool_call>\n<response></response>"],
    ["reasoning", "<think></think>"],
    ["reasoning", "<think><response></response></think></think>"],
  ] as const)("is 1 for the template %s: %j", (template, completion) => {
    expect(check(completion, truths[template])).toEqual({ format: 1, problems: [] });
  });

  it.each([
    ["response", "", ['missing-tag ""', 'missing-tag ""', 'missing-tag ""', 'missing-tag ""']],
    ["response", "<think>a</think><response>r</response>", ['wrong-separator ""']],
    ["response", "<think>a</think>\n\n<response>r</response>", ['wrong-separator "\\n\\n"']],
    ["response", "<think>a</think>\r\n<response>r</response>", ['wrong-separator "\\r\\n"']],
    ["response", "<think>a</think> \n<response>r</response>", ['wrong-separator " \\n"']],
    ["response", "x <think>a</think>\n<response>r</response>", ['wrong-start "x "']],
    ["response", "<think>a</think>\n<response>r</response> x", ['wrong-end " x"']],
    ["response", "<think>a</think>\n<response>r", ['missing-tag ""']],
    ["response", "<think>a <response></think>\n<response>r</response>", ['repeated-tag "<response>"']],
    [
      "response",
      "<response>r</response>\n<think>a</think>",
      ['wrong-start "<response>r</response>\\n"', 'wrong-end "\\n<think>a</think>"', 'wrong-order "<response>"'],
    ],
    [
      "calls",
      "<think>a</think>\n<tool_call>\n</tool_call>",
      ['wrong-order "<think>a</think>\\n<tool_call>\\n</tool_call>"'],
    ],
    ["calls", "<think>a</think>\n<tool_call>x\n</tool_call>", ['wrong-separator ""']],
    ["calls", "<think>a</think>\n<tool_call>\nx</tool_call>", ['wrong-separator ""']],
    [
      "calls",
      "<think>a</think>\n<tool_call>\nx\n</tool_call>\n<tool_call>\ny\n</tool_call>",
      ['repeated-tag "<tool_call>"', 'repeated-tag "</tool_call>"'],
    ],
    [
      "calls",
      "<think>a</think>\n<tool_call>\nx\n</tool_call>\n<response>r</response>",
      ['wrong-end "\\n<response>r</response>"'],
    ],
    ["calls", "a</think>\n<tool_call>\nx\n</tool_call>", ['missing-tag ""']],
    ["both", "<think>a</think>\n<tool_call>\nx\n</tool_call> <response>r</response>", ['wrong-separator " "']],
    [
      "both",
      "<think>a</think>\n<response>r</response>\n<tool_call>\nx\n</tool_call>",
      [
        'wrong-end "\\n<tool_call>\\nx\\n</tool_call>"',
        'wrong-separator "\\n<response>r</response>\\n"',
        'wrong-order "<response>"',
      ],
    ],
    ["reasoning", "<think>a</think>\n<response>r</response>", ['wrong-end "\\n<response>r</response>"']],
    ["reasoning", "<think>", ['missing-tag ""']],
  ] as const)("is 0 for the template %s: %j, and says why", (template, completion, problems) => {
    expect(check(completion, truths[template])).toEqual({ format: 0, problems });
  });

  it("counts places in the text as it was given, chat template and all", () => {
    const completion = "<|im_start|>assistant\n <think>a</think> <response>r</response><|im_end|>";
    expect(check(completion, truths.response)).toEqual({ format: 0, problems: ['wrong-separator " "'] });
  });

  it("names the ground truth's tags that chose the template, and tells a mention from a meant tag", () => {
    const { formatPart } = derivation("", `${truths.both}<response>`);
    expect(formatPart.reasons).toEqual([
      { tag: "<tool_call>", span: { start: 17, end: 28 }, onlyMentioned: false },
      { tag: "<response>", span: { start: 74, end: 84 }, onlyMentioned: false },
    ]);
    const mentioned = "<think>a <tool_call>\n1\n</tool_call></think>\n<response>r</response>";
    const reasons = derivation("", mentioned).formatPart.reasons;
    expect(reasons.map(({ tag, onlyMentioned, span }) => [tag, onlyMentioned, textOf(mentioned, span)])).toEqual([
      ["<tool_call>", true, "<tool_call>"],
      ["<response>", false, "<response>"],
    ]);
    expect(derivation("", mentioned).formatPart.template.id).toBe("calls-and-response");
  });

  it("answers at once on long texts that make the official regular expression quadratic", () => {
    for (const unit of [
      "</think>\n<tool_call>\n",
      "</think>",
      "<think>",
      "</think>\n",
      "\n</tool_call>",
      "<response>",
    ]) {
      const completion = `<think>${unit.repeat(2_000_000 / unit.length)}`;
      for (const groundTruth of Object.values(truths))
        expect(derivation(completion, groundTruth).format).toBeLessThanOrEqual(1);
    }
  });
});
