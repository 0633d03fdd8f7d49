import { describe, expect, it } from "vitest";
import { readRubric, rubricLimit, type Rubric } from "../../../server/core/rubrics/readRubric";
import { blocksNamed } from "../../../server/core/model/trace";
import { textOf } from "../../../server/core/text/span";
import { judgeTrace } from "../verdicts/judgeTrace";

function rubricOf(content: string): { rubric: Rubric; text: string } {
  const text = `<type>Chat</type>\n\n<rubric>${content}</rubric>\n\n<eval>\n</eval>\n\n<answer>[[A]]</answer>`;
  const trace = judgeTrace(text);
  const block = blocksNamed(trace, "rubric")[0];
  if (block === undefined) throw new Error("The fixture has no rubric.");
  return { rubric: readRubric(trace, block), text };
}

/** Items as `name=weight`, the weight as written; without it where there is none. */
function items(content: string): string[] {
  const { rubric, text } = rubricOf(content);
  return rubric.items.map((item) => {
    expect(textOf(text, item.nameSpan)).toBe(item.name);
    return item.weight ? `${item.name}=${textOf(text, item.weight.span)}` : item.name;
  });
}

describe("rubric items", () => {
  it.each([
    [
      "numbered, weight in brackets",
      "\n1. Harm prevention (50%): Is it safe?\n2. Tone (50%): Is it kind?\n",
      ["Harm prevention=(50%)", "Tone=(50%)"],
    ],
    ["bullets, bare weight", "\n- Relevance 40 %\n- Depth 60 %\n", ["Relevance=40 %", "Depth=60 %"]],
    [
      "one line, dashes",
      "Relevance 40 % - Comprehensiveness 30 % - Clarity 30 %",
      ["Relevance=40 %", "Comprehensiveness=30 %", "Clarity=30 %"],
    ],
    ["one line, numbers and dots", "1 Accuracy 40 % · 2 Clarity 60 %", ["Accuracy=40 %", "Clarity=60 %"]],
    [
      "one line, commas",
      "Accuracy (40%), Clarity (30%), Style (30%)",
      ["Accuracy=(40%)", "Clarity=(30%)", "Style=(30%)"],
    ],
    ["one line, colons", "Accuracy: 40%; Clarity: 60%", ["Accuracy=40%", "Clarity=60%"]],
    ["one line, weights first", "40% Accuracy, 60% Clarity", ["Accuracy=40%", "Clarity=60%"]],
    [
      "Markdown, fraction",
      "\n**Accuracy (Weight: 0.4)**\nIs it true?\n\n**Clarity (Weight: 0.6)**\n",
      ["Accuracy=(Weight: 0.4)", "Clarity=(Weight: 0.6)"],
    ],
    [
      "Markdown around the name",
      "\n1. **Accuracy** (40%): true\n2. **Clarity** (60%): plain\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "Markdown around all of it",
      "\n1. **Accuracy (40%)**: true\n2. **Clarity (60%):** plain\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "Markdown around the number too",
      "\n**1. Accuracy (40%)**\n**2. Clarity (60%)**\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "headings",
      "\n### Accuracy (40%)\nIs it true?\n### Clarity (60%)\nIs it plain?\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "name, colon, weight, dash",
      "\n- Accuracy: 40% — is it true?\n- Clarity: 60% — is it plain?\n",
      ["Accuracy=40%", "Clarity=60%"],
    ],
    [
      "colon before the bracket",
      "\n- Accuracy: (40%) is it true?\n- Clarity: (60%) is it plain?\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "weight at the end of the description",
      "\n1. Accuracy: is it true? (40%)\n2. Clarity: is it plain? (60%)\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "weight first",
      "\n- (40%) Accuracy: is it true?\n- (60%) Clarity: is it plain?\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    ["square brackets", "\n- Accuracy [40%]: true\n- Clarity [60%]: plain\n", ["Accuracy=[40%]", "Clarity=[60%]"]],
    [
      "weight on its own line",
      "\n1. Accuracy\n   - Weight: 40%\n   - Is it true?\n2. Clarity\n   - Weight: 60%\n",
      ["Accuracy=Weight: 40%", "Clarity=Weight: 60%"],
    ],
    ["points", "\n1. Accuracy (4 points)\n2. Clarity (6 points)\n", ["Accuracy=(4 points)", "Clarity=(6 points)"]],
    ["bare fractions", "\n- Accuracy (0.4)\n- Clarity (0.6)\n", ["Accuracy=(0.4)", "Clarity=(0.6)"]],
    [
      "words after the weight",
      "\n- Accuracy (40% of the total)\n- Clarity (60% weight)\n",
      ["Accuracy=(40% of the total)", "Clarity=(60% weight)"],
    ],
    [
      "table",
      "\n| Criterion | Weight | What |\n|---|---|---|\n| Accuracy | 40% | true |\n| Clarity | 60% | plain |\n",
      ["Accuracy=40%", "Clarity=60%"],
    ],
    [
      "details below",
      "\n1. Accuracy (40%)\n   - Correct facts (at least 90%)\n   - Correct figures\n2. Clarity (60%)\n   - Plain words\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "details below without indent",
      "\nAccuracy (40%)\n- Correct facts\nClarity (60%)\n- Plain words\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "groups",
      "\n1. Content\n   - Accuracy (40%)\n   - Depth (10%)\n2. Form\n   - Clarity (50%)\n",
      ["Accuracy=(40%)", "Depth=(10%)", "Clarity=(50%)"],
    ],
    [
      "a sentence before and a total after",
      "\nThe response is judged by:\n\n1. Accuracy (40%)\n2. Clarity (60%)\n\nTotal: 100%\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "percentages in a description",
      "\n1. Accuracy (40%): at least 95% of the facts are true\n2. Clarity (60%): fewer than 5% passive verbs\n",
      ["Accuracy=(40%)", "Clarity=(60%)"],
    ],
    [
      "made-up tags",
      "\n<harm prevention> (50%): safe </harm prevention>\n<tone> (50%): kind </tone>\n",
      ["harm prevention=(50%)", "tone=(50%)"],
    ],
    [
      "one without a weight",
      "\n1. Accuracy (40%): true\n2. Clarity: plain\n3. Tone (30%): kind\n",
      ["Accuracy=(40%)", "Clarity", "Tone=(30%)"],
    ],
    ["none with a weight", "\n1. Accuracy: true\n2. Clarity: at least 90% plain words\n", ["Accuracy", "Clarity"]],
    ["none with a weight, no numbers", "\nAccuracy: is it true?\nClarity: is it plain?\n", ["Accuracy", "Clarity"]],
    ["CRLF", "\r\n1. Accuracy (40%): true\r\n2. Clarity (60%): plain\r\n", ["Accuracy=(40%)", "Clarity=(60%)"]],
    [
      "full-width signs",
      "\n1. 准确性（40％）：事实\n2. 清晰度（60％）：表达\n",
      ["准确性=（40％）", "清晰度=（60％）"],
    ],
    ["nothing", "\n\n", []],
    ["prose only", "\nI will look at both responses as a whole.\n", []],
  ])("%s", (_shape, content, expected) => {
    expect(items(content)).toEqual(expected);
  });

  it("leaves <justify> out, percentages and all", () => {
    const content =
      "\n1. Accuracy (40%): true\n2. Clarity (60%): plain\n<justify>\n1. Accuracy (40%) matters.\nTone (20%) does not.\n</justify>\n";
    expect(items(content)).toEqual(["Accuracy=(40%)", "Clarity=(60%)"]);
  });

  it("gives each item its description, up to the next item", () => {
    const { rubric, text } = rubricOf(
      "\n1. Accuracy (40%): Is it\n   true?\n\n2. Clarity (60%)\n   - plain words\n\n<justify>So.</justify>\n",
    );
    expect(rubric.items.map((item) => textOf(text, item.description))).toEqual(["Is it\n   true?", "plain words"]);
    expect(rubric.items.map((item) => textOf(text, item.span))).toEqual([
      "Accuracy (40%): Is it\n   true?",
      "Clarity (60%)\n   - plain words",
    ]);
  });
});

describe("rubric weights", () => {
  it("adds up to what is written, in percent", () => {
    expect(rubricOf("1. A (40%)\n2. B (50%)").rubric.total).toBe(90);
    expect(rubricOf("- A (0.1)\n- B (0.2)\n- C (0.7)").rubric.total).toBe(100);
  });

  it("has no total where a weight is missing or weights are points", () => {
    expect(rubricOf("1. A (40%)\n2. B: plain\n3. C (60%)").rubric.total).toBeUndefined();
    expect(rubricOf("1. A (4 points)\n2. B (6 points)").rubric.total).toBeUndefined();
  });

  it("is normalised to shares of all weights", () => {
    expect(rubricOf("1. A (4 points)\n2. B (6 points)").rubric.items.map((item) => item.weight?.share)).toEqual([
      0.4, 0.6,
    ]);
    expect(rubricOf("1. A (50%)\n2. B (75%)").rubric.items.map((item) => item.weight?.share)).toEqual([0.4, 0.6]);
    expect(rubricOf("1. A (0%)\n2. B (0%)").rubric.items.map((item) => item.weight?.share)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("any rubric", () => {
  it.each([
    "(",
    "[ ",
    "(4",
    "1 ",
    "1% ",
    "a: 1% - ",
    "weight ",
    "*",
    "-",
    "\n",
    "(40% of ",
    "9",
    "| 1%",
    "\ud800",
    "<a>",
    "..",
    "**",
    "'",
  ])("of %j over and over is read", (piece) => {
    const { rubric } = rubricOf(piece.repeat(Math.floor(rubricLimit / 2 / piece.length)));
    expect(rubric.notChecked).toBe(false);
  });

  it("beyond the limit is not read, and says so", () => {
    expect(rubricOf("1. Accuracy (40%)\n".repeat(rubricLimit / 10)).rubric).toEqual({
      items: [],
      total: undefined,
      notChecked: true,
    });
  });
});
