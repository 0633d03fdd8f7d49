import { describe, expect, it } from "vitest";
import { betterOne, evalConclusion } from "../../../server/core/verdicts/conclusion";
import { repeatedItems, rubricUses } from "../../../server/core/rubrics/rubricUse";
import { readRubric, type RubricItem } from "../../../server/core/rubrics/readRubric";
import { blocksNamed, type BlockNode, type Trace } from "../../../server/core/model/trace";
import { textOf } from "../../../server/core/text/span";
import { judgeTrace } from "./judgeTrace";

function judged(
  rubric: string,
  evaluation: string,
): { trace: Trace; items: readonly RubricItem[]; evals: BlockNode[] } {
  const text = `<type>Chat</type>\n\n<rubric>\n${rubric}\n</rubric>\n\n<eval>\n${evaluation}\n</eval>\n\n<answer>[[A]]</answer>`;
  const trace = judgeTrace(text);
  const items = blocksNamed(trace, "rubric").flatMap((block) => readRubric(trace, block).items);
  return { trace, items, evals: blocksNamed(trace, "eval") };
}

const rubric = "1. Accuracy of the facts (40%)\n2. Clarity and organisation (40%)\n3. Politeness (20%)";

describe("where an evaluation takes up the rubric", () => {
  function uses(evaluation: string): string[][] {
    const { trace, items, evals } = judged(rubric, evaluation);
    return (rubricUses(trace, items, evals) ?? []).map(({ places }) =>
      places.map((place) => textOf(trace.text, place)),
    );
  }

  it("finds headings", () => {
    expect(
      uses("1. Accuracy of the facts:\nA is right.\n\n2. Clarity:\nB is plain.\n\n**Politeness (20%)**\nBoth."),
    ).toEqual([["1. Accuracy of the facts:"], ["2. Clarity:"], ["Politeness (20%)**"]]);
  });

  it("finds other forms of the words, in sentences and in summaries", () => {
    expect(uses("A's facts are accurate. <summary_B>B is well organised.</summary_B> Both are polite.")).toEqual([
      ["A's facts are accurate."],
      [expect.stringContaining("B is well organised.")],
      ["Both are polite."],
    ]);
  });

  it("finds a heading in another language by its number", () => {
    expect(uses("3. 礼貌：\n两者相当。")[2]).toEqual(["3. 礼貌："]);
  });

  it("finds nothing where a criterion is only quoted or never spoken of", () => {
    expect(uses("A is right. <quote_B>Politeness matters.</quote_B>")).toEqual([[], [], []]);
  });

  it("does not look into an evaluation beyond the limit", () => {
    const { trace, items, evals } = judged(rubric, "Long. ".repeat(40_000));
    expect(rubricUses(trace, items, evals)).toBeUndefined();
  });
});

describe("repeated criteria", () => {
  it("are the same words, in any order and form", () => {
    const { items } = judged(
      "1. Accuracy of facts (40%)\n2. Clarity (30%)\n3. Factual accuracy (10%)\n4. clarity (20%)",
      "x",
    );
    expect(repeatedItems(items).map(({ item, first }) => [item.name, first.name])).toEqual([["clarity", "Clarity"]]);
    expect(repeatedItems(judged("1. Clarity of style (40%)\n2. Style: clarity (60%)", "x").items)).toEqual([]);
  });
});

describe("the conclusion", () => {
  it.each<[string, "A" | "B" | undefined]>([
    ["Overall, Chatbot A is better.", "A"],
    ["Overall, Chatbot B clearly outperforms Chatbot A.", "B"],
    ["Therefore, Response A is the better response.", "A"],
    ["Response B is the better response because it answers the question.", "B"],
    ["Chatbot A outperforms Chatbot B on all criteria.", "A"],
    ["In conclusion, Chatbot B's response is superior.", "B"],
    ["Overall, Chatbot A provides a more complete answer than Chatbot B.", "A"],
    ["The better response is B.", "B"],
    ["I prefer Assistant A.", "A"],
    ["Chatbot A's solution is correct, while Chatbot B's solution contains a critical error in the loop.", "A"],
    // Not plain: one criterion, both sides, a denial, an if.
    ["Chatbot A is better in tone.", undefined],
    ["Chatbot B provides a more detailed answer.", undefined],
    ["Overall, Chatbot A is better at greeting.", undefined],
    ["Overall, while Chatbot A is better, Chatbot B is shorter.", undefined],
    ["Overall, Chatbot A is not better.", undefined],
    ["Overall, neither response is better.", undefined],
    ["Overall, Chatbot A would be better if it were shorter.", undefined],
    ["Overall, both are equally good.", undefined],
    ["Overall, Chatbot A is better and Chatbot B is better.", undefined],
    ["Chatbot A's solution is correct, while Chatbot B's solution is correct and longer.", undefined],
    ["", undefined],
  ])("of %j is %s", (sentence, verdict) => {
    expect(betterOne(sentence)).toBe(verdict);
  });

  it("is the last plain one, in the judge's own words", () => {
    const { trace, evals } = judged(
      rubric,
      "Overall, Chatbot A is better.\nOn reflection:\nOverall, Chatbot B is better.\n<quote_A>Overall, Chatbot A is better.</quote_A> So much for that.",
    );
    const [block] = evals;
    const found = block && evalConclusion(trace, block);
    expect(found?.verdict).toBe("B");
    expect(found && textOf(trace.text, found.span)).toBe("Overall, Chatbot B is better.");
  });

  it("is none where nothing plain is said at the end", () => {
    const { trace, evals } = judged(rubric, `Overall, Chatbot A is better.\n${"More is said.\n".repeat(10)}`);
    const [block] = evals;
    expect(block && evalConclusion(trace, block)).toBeUndefined();
  });
});
