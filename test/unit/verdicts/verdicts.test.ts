import { describe, expect, it } from "vitest";
import { readingConflicts } from "../../../server/core/verdicts/readingConflicts";
import { VerdictForm } from "../../../server/core/verdicts/verdictForm";
import { readBy, readVerdicts, type ReadingName } from "../../../server/core/verdicts/verdicts";
import type { Verdict } from "../../../server/core/model/sample";
import { lastCodePoints } from "../../../server/core/text/codePoints";
import { textOf } from "../../../server/core/text/span";
import { rewardFor } from "../rewards/source";
import { judgeForm, judgeTrace } from "./judgeTrace";

const body = "<type>Reasoning</type>\n\n<solution>4</solution>\n\n<eval>\nA is right.\n</eval>\n\n";

function read(text: string, gold?: Verdict): Record<ReadingName, string | undefined> {
  const { parsed, train, eval: evaluation, sftFilter } = readVerdicts(judgeTrace(text), judgeForm, gold);
  const say = ({
    verdict,
    failure,
  }: {
    verdict: Verdict | undefined;
    failure: string | undefined;
  }): string | undefined => {
    expect((verdict === undefined) !== (failure === undefined)).toBe(true);
    return verdict ?? failure;
  };
  return { parsed: say(parsed), train: say(train), eval: say(evaluation), sftFilter: say(sftFilter) };
}

describe("the four readings", () => {
  it.each<[string, string, string[]]>([
    ["a clean end", `${body}<answer>[[A]]</answer>`, ["A", "A", "A", "A"]],
    ["blanks around the marker", `${body}<answer> [[B]]\n</answer>`, ["B", "none", "B", "B"]],
    ["a second closer", `${body}<answer>[[B]]</answer>\n</answer>`, ["B", "B", "B", "B"]],
    ["no verdict", body, ["none", "none", "none", "none"]],
    ["one bracket", `${body}<answer>[B]</answer>`, ["malformed", "none", "none", "none"]],
    ["lower case", `${body}<answer>[[b]]</answer>`, ["malformed", "none", "none", "none"]],
    ["another label", `${body}<answer>[[C]]</answer>`, ["malformed", "none", "none", "none"]],
    ["words beside it", `${body}<answer>The better one is [[B]]</answer>`, ["malformed", "none", "B", "B"]],
    ["no tags", `${body}[[B]]`, ["none", "none", "B", "B"]],
    ["both in one block", `${body}<answer>[[A]] or [[B]]</answer>`, ["both", "none", "both", "both"]],
    ["two blocks", `${body}<answer>[[A]]</answer>\n<answer>[[B]]</answer>`, ["B", "both", "both", "both"]],
    [
      "the other marker in the reasoning",
      `${body.replace("4", "[[A]] or [[B]]?" + ".".repeat(100))}<answer>[[B]]</answer>`,
      ["B", "B", "both", "B"],
    ],
    [
      "a long text after it",
      `${body}<answer>[[A]]</answer>\n\n${"I hope that this helps. ".repeat(5)}`,
      ["A", "none", "A", "none"],
    ],
    [
      "a text of 76 code points after the marker",
      `${body}<answer>[[A]]</answer>${"x".repeat(76 - 9)}`,
      ["A", "none", "A", "A"],
    ],
    ["an answer that is not closed", `${body}<answer>[[A]]`, ["A", "none", "A", "A"]],
  ])("of %s", (_what, text, [parsed, train, evaluation, sftFilter]) => {
    expect(read(text)).toEqual({ parsed, train, eval: evaluation, sftFilter });
  });

  it("cut the end by code points, as Python does", () => {
    const answer = "<answer>[[A]]</answer>";
    // 58 astral characters are 116 UTF-16 units, but 22 + 58 = 80 code points.
    expect(read(answer + "😀".repeat(80 - answer.length)).train).toBe("A");
    expect(read(answer + "😀".repeat(81 - answer.length)).train).toBe("none");
    const marker = "[[A]]";
    expect(read(marker + "😀".repeat(100 - marker.length)).sftFilter).toBe("A");
    expect(read(marker + "😀".repeat(101 - marker.length)).sftFilter).toBe("none");
  });

  it("point to the marker that was read", () => {
    const text = `${body}<answer> [[A]] </answer>`;
    const { parsed, eval: evaluation } = readVerdicts(judgeTrace(text), judgeForm, undefined);
    expect(parsed.span && textOf(text, parsed.span)).toBe("[[A]]");
    expect(evaluation.span).toEqual(parsed.span);
  });

  it("keep for SFT what holds the gold label, whatever else it holds", () => {
    const text = "<answer>[[A]]</answer> or [[B]]";
    const read = (from: string, gold: Verdict | undefined): ReturnType<typeof readBy> =>
      readBy("sftFilter", from, judgeForm, gold);
    expect(read(text, "A").verdict).toBe("A");
    expect(read(text, "B").verdict).toBe("B");
    expect(read(text, undefined).failure).toBe("both");
    expect(read("<answer>[[A]]</answer>", "B").verdict).toBe("A");
  });
});

describe("code points", () => {
  it.each([
    ["abc", 2, 1],
    ["abc", 3, 0],
    ["abc", 9, 0],
    ["a😀b", 2, 1],
    ["a😀", 1, 1],
    ["\ud83d", 1, 0],
    ["\ude00\ude00", 1, 1],
    ["", 5, 0],
  ])("of %j, the last %i begin at %i", (text, count, offset) => {
    expect(lastCodePoints(text, count)).toBe(offset);
  });
});

describe("RM-R1's reward", () => {
  it.each<[string, Verdict, 1 | -1]>([
    [`${body}<answer>[[A]]</answer>`, "A", 1],
    [`${body}<answer>[[A]]</answer>`, "B", -1],
    [`${body}<answer>[[B]]</answer>\n</answer>`, "B", 1],
    [`${body}<answer> [[A]] </answer>`, "A", -1],
    [`<answer>[[A]]</answer><answer>[[B]]</answer>`, "A", -1],
    [`<answer>[[A]]</answer><answer>[[B]]</answer>`, "B", -1],
    // The wrong one is out of reach: only the last 80 code points count.
    [`<answer>[[A]]</answer>${" ".repeat(60)}<answer>[[B]]</answer>`, "B", 1],
    [`<answer>[[A]]</answer>${" ".repeat(36)}<answer>[[B]]</answer>`, "B", -1],
    ["", "A", -1],
  ])("of %j with gold %s is %i", (text, gold, score) => {
    expect(rewardFor("rm-r1", { completion: text, attributes: { gold } })?.total).toBe(score);
  });
});

describe("readings that differ", () => {
  function conflicts(text: string): string[] {
    return readingConflicts(readVerdicts(judgeTrace(text), judgeForm, undefined), judgeForm, undefined).map(
      ({ reading, verdict }) => `${reading}: ${verdict ?? "none"}`,
    );
  }

  it("are none on a clean trace, and none where there is nothing to read", () => {
    expect(conflicts(`${body}<answer>[[A]]</answer>`)).toEqual([]);
    expect(conflicts(body)).toEqual([]);
  });

  it("are named, with the step that would be misled", () => {
    expect(conflicts(`${body}<answer> [[A]] </answer>`)).toEqual(["train: none"]);
    expect(conflicts(`${body.replace("4", "[[B]]?")}${"x".repeat(100)}<answer>[[A]]</answer>`)).toEqual(["eval: none"]);
    const readings = readVerdicts(judgeTrace(`${body}<answer> [[A]] </answer>`), judgeForm, undefined);
    const [first] = readingConflicts(readings, judgeForm, { reading: "train", least: -1, whole: true });
    expect(first?.message).toContain("RL training");
    expect(first?.message).toContain("−1");
  });

  it("cost only where a reward that is known goes by them, and what it pays", () => {
    const readings = readVerdicts(judgeTrace(`${body}<answer> [[A]] </answer>`), judgeForm, undefined);
    const told = (stake: Parameters<typeof readingConflicts>[2]): string | undefined =>
      readingConflicts(readings, judgeForm, stake)[0]?.message;
    expect(told(undefined)).toMatch(/though the verdict is A\.$/);
    expect(told({ reading: "eval", least: -1, whole: true })).toMatch(/though the verdict is A\.$/);
    expect(told({ reading: "train", least: -0.5, whole: true })).toContain("the reward is −0.5 whatever");
    expect(told({ reading: "train", least: -0.5, whole: false })).toContain("the verdict's part of the reward is −0.5");
  });
});

describe("a verdict in other tags", () => {
  const form = new VerdictForm(["final", "answer"]);

  it("is written in the first of them and read in any", () => {
    expect(form.write("A")).toBe("<final>[[A]]</final>");
    expect(readBy("train", "So: <final>[[A]]</final>", form, undefined).verdict).toBe("A");
    expect(readBy("train", "So: <answer>[[B]]</answer>", form, undefined).verdict).toBe("B");
    expect(readBy("train", "<answer>[[B]]</answer> <final>[[A]]</final>", form, undefined).failure).toBe("both");
    expect(readBy("train", "So: <final>[[A]]</final>", judgeForm, undefined).failure).toBe("none");
  });
});
