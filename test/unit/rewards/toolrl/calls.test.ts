import { describe, expect, it } from "vitest";
import { textOf } from "../../../../server/core/text/span";
import { call, calling, correctness, derivation, errorOf, failureCode } from "./fixtures";

const truth = calling(call("f", '{"a": 1}'));
const good = call("f", '{"a": 1}');

describe("which text is read as calls", () => {
  it("is that from the first <tool_call> to the next tag of either kind", () => {
    expect(correctness(`<tool_call>${good}<tool_call>no JSON</tool_call>`, truth)).toBe(3);
    expect(correctness(`<tool_call>${good}</tool_call>no JSON</tool_call>`, truth)).toBe(3);
    expect(correctness(`<tool_call>no JSON</tool_call><tool_call>${good}</tool_call>`, truth)).toBe(-3);
  });

  it("goes to the end where no tag follows, if both tags stand somewhere", () => {
    expect(correctness(`</tool_call><tool_call>\n${good}\n`, truth)).toBe(3);
    expect(failureCode(`<tool_call>\n${good}\n`, truth)).toBe("no-closer");
    expect(failureCode(`${good}</tool_call>`, truth)).toBe("no-opener");
    expect(correctness(`<tool_call>\n${good}\n`, truth)).toBe(-3);
    // The ground truth needs no closer.
    expect(correctness(calling(good), `<tool_call>${good}`)).toBe(3);
    expect(correctness(calling(good), `<tool_call>${good}<tool_call>`)).toBe(3);
  });

  it("does not look behind the end-of-turn mark", () => {
    expect(failureCode(`<tool_call>${good}<|im_end|></tool_call>`, truth)).toBe("no-closer");
  });

  it("is stripped of Python's white space at both ends", () => {
    for (const space of ["\n\n", "\r\n", "\u00a0", "\u0085", "\u001c", "\u3000\u2028", "\u000b"]) {
      expect(correctness(`<tool_call>${space}${good}${space}</tool_call>`, truth)).toBe(3);
    }
    expect(failureCode(`<tool_call>\n\uFEFF${good}\n</tool_call>`, truth)).toBe("no-json");
  });

  it("is cut into lines at LF only; space, tab and CR may stand around a line's JSON, others not", () => {
    const two = calling(good, good);
    expect(correctness(calling(`${good} \t\r`, ` \t${good}`), two)).toBe(3);
    for (const space of ["\u00a0", "\u000c", "\u0085", "\u2028", "\uFEFF"]) {
      expect(failureCode(calling(good, space + good), two)).toBe("no-json");
      expect(failureCode(`<tool_call>${good}${space}${good}</tool_call>`, two)).toBe("no-json");
    }
  });

  it("fails on a blank line between calls, and names it", () => {
    const completion = calling(good, " ", good);
    const { failure } = derivation(completion, truth).correctnessPart;
    expect(failure).toMatchObject({ code: "no-json", line: 1, side: "completion", json: { code: "empty" } });
    expect(failure && textOf(completion, failure.span)).toBe(" ");
    expect(correctness(completion, truth)).toBe(-3);
  });

  it("fails on the first line that is no JSON, and points at the mistake", () => {
    const completion = calling(good, '{"name": "g" "parameters": {}}', "{");
    const { failure, completion: block } = derivation(completion, truth).correctnessPart;
    expect(failure).toMatchObject({ code: "no-json", line: 1, json: { code: "missing-comma" } });
    expect(failure?.span.start).toBe(completion.indexOf('"parameters": {}}', completion.indexOf('"g"')));
    expect(block?.lines.map((line) => line.json.ok)).toEqual([true, false, false]);
  });

  it("accepts what Python's reader accepts, and nothing else", () => {
    const read = (value: string): string | undefined => failureCode(calling(call("f", `{"a": ${value}}`)), truth);
    for (const value of ["NaN", "-Infinity", "1e400", "1e-999", '"\\ud800"', `[${"9".repeat(4300)}]`]) {
      expect(read(value)).toBeUndefined();
    }
    for (const value of ["01", "+1", ".5", "'x'", '"\t"', '"\\x"', "nan", "9".repeat(4301), "None", "1,"]) {
      expect(read(value)).toBe("no-json");
    }
  });

  it("fails on nesting over 990, in the completion by the minimum, in the ground truth by an error", () => {
    // The call and its parameters are two levels.
    const nested = (depth: number): string => call("f", `{"a": ${"[".repeat(depth)}${"]".repeat(depth)}}`);
    expect(correctness(calling(nested(988)), calling(nested(988)))).toBe(3);
    expect(failureCode(calling(nested(989)), truth)).toBe("no-json");
    expect(failureCode(calling(nested(500_000)), truth)).toBe("no-json");
    expect(errorOf(calling(nested(989)), calling(nested(989)))).toMatchObject({ exception: "RecursionError" });
    expect(errorOf("", calling("[".repeat(500_000))).exception).toBe("RecursionError");
  });
});

describe("a ground truth that cannot be read", () => {
  it("is an error, whatever the completion is, with its place", () => {
    const bad = calling(good, '{"name": "g",}');
    for (const completion of ["", calling(good), bad]) {
      const error = errorOf(completion, bad);
      expect(error).toMatchObject({
        code: "ground-truth-unscorable",
        exception: "JSONDecodeError",
        json: { code: "trailing-comma" },
      });
      expect(textOf(bad, error.span)).toBe(",");
      expect(error.message).toContain("line 2");
    }
  });

  it("is one in every variant", () => {
    expect(errorOf("", calling("x"), { variant: "coarse" }).code).toBe("ground-truth-unscorable");
    expect(errorOf("", calling("x"), { reader: "eval" }).code).toBe("ground-truth-unscorable");
  });

  it("is one where it holds no line at all, or a blank one", () => {
    const empty = "<think></think>\n<tool_call>\n</tool_call>";
    expect(textOf(empty, errorOf("", empty).span)).toBe("<tool_call>");
    expect(errorOf("", calling(good, "", good)).json?.code).toBe("empty");
  });

  it("is a ValueError for integers of over 4,300 digits", () => {
    expect(errorOf("", calling("9".repeat(4301))).exception).toBe("ValueError");
  });

  it("is told where the tag is only mentioned in the reasoning", () => {
    const error = errorOf("", `<think>I use <tool_call> now</think>\n<tool_call>\n${good}\n</tool_call>`);
    expect(error.message).toContain("only mentioned");
  });

  it("does not matter where it holds no <tool_call>", () => {
    expect(correctness(calling("no JSON"), "<think></think>\n<response>{</tool_call></response>")).toBe(0);
  });
});

describe("the reader of the evaluation scripts", () => {
  it("takes the last block and skips lines that are no JSON", () => {
    const completion = `<tool_call>\n${call("g")}\n</tool_call>\n<tool_call>\n\n${good}\n\noops\n</tool_call>`;
    const { correctness: value, correctnessPart } = derivation(completion, truth, { reader: "eval" });
    expect(value).toBe(3);
    expect(correctnessPart.completion?.skipped.map((line) => textOf(completion, line.span))).toEqual(["", "oops"]);
    expect(correctness(completion, truth)).toBe(-3);
  });

  it("needs no closer, and gives the minimum where it reads nothing", () => {
    expect(correctness(`<tool_call>${good}`, truth, { reader: "eval" })).toBe(3);
    expect(correctness("<tool_call>oops</tool_call>", truth, { reader: "eval" })).toBe(-3);
    expect(failureCode(good, truth, { reader: "eval" })).toBe("no-opener");
  });
});
