import { describe, expect, it } from "vitest";
import { objectsIn } from "../../../server/core/verdicts/forms/insideJson";
import { formOfAnswer } from "../../../server/core/verdicts/forms/recogniseForm";
import { JudgedText } from "../../../server/core/verdicts/forms/judgedText";
import { judgeForms } from "../../../server/core/verdicts/forms/form";

const textsOf = (text: string): string[] => objectsIn(text).map(({ start, end }) => text.slice(start, end));

describe("the JSON objects of a text", () => {
  it("are those that parse, whole, with braces in strings and others around them", () => {
    expect(textsOf('So {"a": {"b": "}"}} and {"c": 1}.')).toEqual(['{"a": {"b": "}"}}', '{"c": 1}']);
    expect(textsOf('{not {"a": 1} json}')).toEqual(['{"a": 1}']);
    expect(textsOf('{"a": 1')).toEqual([]);
    expect(textsOf('{"a": 1,}')).toEqual([]);
  });

  it("are looked for in linear work in a text full of openers", () => {
    expect(objectsIn("{".repeat(100_000))).toEqual([]);
  });
});

describe("a verdict that is asked for as JSON", () => {
  const prompt = 'Which response is better? Answer with {"winner": "A"} or {"winner": "B"}.';
  const judged = (answer: string): JudgedText | undefined => {
    const form = formOfAnswer(prompt, answer, judgeForms());
    return form && new JudgedText(form, answer);
  };

  it("is read where the JSON parses", () => {
    expect(judged('Both try.\n```json\n{"why": "shorter", "winner": "B"}\n```')?.side).toBe("B");
    expect(judged("{'winner': 'B'}")?.side).toBe("B");
  });

  it("is none where it does not: the text is malformed, and no side is known", () => {
    for (const answer of ['{"why": "say "no"", "winner": "B"}', '{"winner": "B"', '{"winner": "B",}']) {
      const broken = judged(answer);
      expect([broken?.meant, broken?.side, broken?.malformed?.label], answer).toEqual([undefined, undefined, "B"]);
    }
  });
});
