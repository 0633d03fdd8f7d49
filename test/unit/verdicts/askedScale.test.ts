import { expect, it } from "vitest";
import { verdictMalformed } from "../../../server/core/rules/verdicts/verdict-malformed";
import { verdictMissing } from "../../../server/core/rules/verdicts/verdict-missing";
import { askedScale } from "../../../server/core/verdicts/forms/askedScale";
import { audit, profileNamed, sample } from "../rules/harness";

const mtBench = 'Rate the response on a scale of 1 to 10 by strictly following this format: "[[rating]]".';
const judgeLm =
  "Each receives an overall score on a scale of 1 to 10. First output a single line containing only two values.";
const json = 'Score both from 0 to 5 as JSON: {"score_a": n, "score_b": n}.';

function told(prompt: string, completion: string): readonly string[] {
  const given = sample({ completion, turns: [{ role: "user", text: prompt }] });
  return audit([verdictMalformed, verdictMissing], given, profileNamed("judge")).map(
    ({ rule, severity, message }) => `${rule} ${severity}: ${message}`,
  );
}

it.each([
  ["Rate it on a scale of 1 to 10.", { least: 1, most: 10 }],
  ["Give a score between 1 and 5.", { least: 1, most: 5 }],
  ["Your rating, in the range 0-100.", { least: 0, most: 100 }],
  ["Pick a number from 1 to 100.", undefined],
  ["Rate it from 1 to 10.\nScore its style from 1 to 5.", undefined],
  ["Which one is better?", undefined],
])("of %j is %j", (prompt, scale) => {
  expect(askedScale(prompt)).toEqual(scale);
});

it("tells a score outside it, as a warning, and how it is read", () => {
  expect(told(mtBench, "Fine. Rating: [[11]]")).toEqual([
    "verdict-malformed warning: 11 lies outside the scale from 1 to 10 that the prompt asks for: MT-bench (FastChat) reads 11, and counts it as it stands. Write a score within it.",
  ]);
  expect(told(judgeLm, "12 3\nThe first.")[0]).toMatch(/^verdict-malformed warning: 12 lies outside the scale/);
  expect(told(json, '{"score_a": 7, "score_b": 6}')[0]).toMatch(/^verdict-malformed warning: 7 and 6 lie outside/);
});

it("says nothing of scores within it, nor where no scale is asked for", () => {
  for (const score of ["1", "10", "7.5"]) expect(told(mtBench, `Fine. Rating: [[${score}]]`)).toEqual([]);
  expect(told('Rate it: "[[rating]]".', "Fine. Rating: [[11]]")).toEqual([]);
  expect(told(judgeLm, "9 3\nThe first.")).toEqual([]);
  expect(told(json, '{"score_a": 5, "score_b": 0}')).toEqual([]);
});

it("never changes a score into another one", () => {
  expect(told(mtBench, "Fine. Rating: [[-2]]")[0]).toContain("Write a number, as in `[[7]]`.");
});

it("tells one score where the prompt asks for two, and two in no JSON that parses", () => {
  expect(told(json, '{"score_a": 4}')).toEqual([
    'verdict-malformed error: `"score_a": 4` alone is no verdict: the prompt asks for `{"score_a": 8, "score_b": 3}`. Write all of it.',
  ]);
  expect(told(json, '{"score_a": 4, "score_b": 3')[0]).toContain("stands in no JSON that parses");
});

it("says of a judge that begins with its scores that it does not", () => {
  expect(told(judgeLm, "The first is better.\nBoth are short.")).toEqual([
    "verdict-missing error: The answer does not begin with a verdict: JudgeLM or AlpacaEval (lmsys) looks for `8 6` in its first line, and nothing like it stands there. Begin it with such a verdict.",
  ]);
});
