import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { formsRead, judgeForms, type JudgeForm } from "../../../server/core/verdicts/forms/form";
import { findsVerdict, readingsInWords } from "../../../server/core/verdicts/forms/inWords";
import { JudgedText } from "../../../server/core/verdicts/forms/judgedText";
import { recogniseForm } from "../../../server/core/verdicts/forms/recogniseForm";
import { maxVerdicts, verdictsIn } from "../../../server/core/verdicts/forms/writtenVerdicts";
import { presetVerdictNames } from "../../../server/core/verdicts/readers/presets";

const form = (id: string): JudgeForm => judgeForms().find((each) => each.id === id)!;
const read = (id: string, text: string): string => readingsInWords(new JudgedText(form(id), text).readings);

describe("the forms of verdicts", () => {
  it("are read by each official program once, all of which the profile for judges names", () => {
    const readers = judgeForms().flatMap((each) => each.readers.map(({ name }) => name));
    expect(readers.toSorted()).toEqual(presetVerdictNames.toSorted());
    const judge = builtInProfiles.find(({ name }) => name === "judge")!;
    expect(judge.readers.toSorted()).toEqual(presetVerdictNames.toSorted());
  });

  it.each(judgeForms().map((each) => [each.id, each] as const))("%s: what is to be written is read", (_, each) => {
    for (const written of each.written) {
      expect(verdictsIn(written, each.verdict).map(({ text }) => text)).toEqual([written]);
      expect(each.loose.match(written, "anywhere") !== undefined || each.onlyAsked).toBe(true);
      const { readings } = new JudgedText(each, written);
      expect(readings.every(({ isMisled }) => !isMisled)).toBe(true);
      expect(readings.some((reading) => findsVerdict(reading.read))).toBe(true);
    }
  });

  it("keep only the programs that are named, and are none without one", () => {
    const [only] = formsRead(["mt-bench/pair", "toolrl"]);
    expect([only?.id, only?.readers.map(({ name }) => name)]).toEqual(["double-brackets", ["mt-bench/pair"]]);
    expect(formsRead(["toolrl", "first-answer"])).toEqual([]);
  });
});

describe("the form of an answer", () => {
  const recognised = (answer: string, prompt = ""): string | undefined =>
    recogniseForm(prompt, answer, judgeForms())?.id;

  it.each([
    ["B names its sources. [RESULT] B", "result-of-two"],
    ["Complete and plain. [RESULT] 4", "result-score"],
    ["It holds.\nGRADE: C", "grade"],
    ["My final verdict is: [[A>>B]]", "comparison"],
    ["They differ: [[A!=B]]", "equivalence"],
    ["They are level: [[A=B]]", "comparison"],
    ["Rating: [[7]]", "rating"],
    ["[[7, 4]]", "two-ratings"],
    ["8 6\nThe first is better.", "two-scores-first"],
    ["Final verdict: NOT SUCCESS", "success"],
    ["All points are met. BOXED[A", "boxed-label"],
    ["Output (a)", "output-letter"],
    ['{"explanation": "met", "criteria_met": true}', "criteria-met"],
    ["A or B, who knows. Yes, 7.", undefined],
  ])("%j is %s", (answer, id) => {
    expect(recognised(answer)).toBe(id);
  });

  it("is the one that the prompt asks for, whatever the answer holds", () => {
    expect(recognised("no verdict at all", 'Write "[[A]]" or "[[B]]".')).toBe("double-brackets");
    expect(recognised("[[A=B]]", "Write [[A=B]] or [[A!=B]].")).toBe("equivalence");
    expect(recognised("[[C]]", "Write [[A]], [[B]], [[C]] or [[D]].")).toBe("four-responses");
  });

  it("is the only one that a profile's programs read", () => {
    expect(recogniseForm("", "nothing", formsRead(["roll/judge-yes"]))?.id).toBe("yes-no");
  });
});

describe("what programs read in a judge's answer", () => {
  it.each([
    [
      "double-brackets",
      "One could say [[A]], but no. [[B]]",
      "RewardBench and MT-bench (FastChat) read A; Self-Taught Evaluator (RAM) finds no verdict",
    ],
    [
      "comparison",
      "[[A>B]]? No: [[B>A]]",
      "Arena-Hard reads B>A; Arena-Hard of 2024 and NeMo Gym (arena) find no verdict",
    ],
    ["result-of-two", "[RESULT] B, as I said.", "Prometheus and RewardBench (Prometheus) find no verdict"],
    ["rating", "[[07]]", "MT-bench (FastChat) stops with an error"],
    ["boxed-label", "BOXED[A", "NeMo Gym (gdpval) reads BOXED[TIE]"],
    ["correctness-letter", "Both are right. A", "SimpleQA (simple-evals) reads B"],
  ])("%s of %j", (id, text, words) => {
    expect(read(id, text)).toBe(words);
  });

  it("is held against the last verdict, for the side that it prefers", () => {
    const judged = new JudgedText(form("double-brackets"), "One could say [[A]], but no. [[B]]");
    expect([judged.meant?.label, judged.otherVerdict?.text, judged.side]).toEqual(["B", "[[A]]", "B"]);
    expect(new JudgedText(form("comparison"), "[[A>>B]]").side).toBe("A");
    expect(new JudgedText(form("two-ratings"), "[[3, 3.05]]").side).toBe("tie");
    expect(new JudgedText(form("two-scores-first"), "3 9\nB.").side).toBe("B");
    // A grade prefers no response.
    expect(new JudgedText(form("grade"), "GRADE: C").side).toBeUndefined();
  });

  it("tells two verdicts side by side from one that is only weighed before", () => {
    const conflicting = (text: string): string | undefined =>
      new JudgedText(form("double-brackets"), text).conflicting?.text;
    expect(conflicting("[[A]] and [[B]]")).toBe("[[A]]");
    expect(conflicting("[[A]]\n\n[[B]]")).toBe("[[A]]");
    expect(conflicting("[[A]] is too kind: [[B]]")).toBeUndefined();
    expect(conflicting("[[B]] [[B]]")).toBeUndefined();
  });

  it("looks at no more verdicts than a stated number, and at the last in any case", () => {
    const many = verdictsIn(`${"[[A]] ".repeat(maxVerdicts + 5)}[[B]]`, form("double-brackets").verdict);
    expect([many.length, many.at(-1)?.label]).toEqual([maxVerdicts, "B"]);
  });
});
