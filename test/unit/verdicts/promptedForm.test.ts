import { describe, expect, it } from "vitest";
import { verdictConflict } from "../../../server/core/rules/verdicts/verdict-conflict";
import { verdictMalformed } from "../../../server/core/rules/verdicts/verdict-malformed";
import { verdictMissing } from "../../../server/core/rules/verdicts/verdict-missing";
import { verdictWrong } from "../../../server/core/rules/verdicts/verdict-wrong";
import { formsRead, judgeForms } from "../../../server/core/verdicts/forms/form";
import { JudgedText } from "../../../server/core/verdicts/forms/judgedText";
import { formOfAnswer } from "../../../server/core/verdicts/forms/recogniseForm";
import { audit, profileNamed, sample } from "../rules/harness";

const asked: [prompt: string, answer: string, id: string, label: string, side?: string][] = [
  [
    'Output JSON with keys "winner" ("A"/"B"/"tie") and "reason".',
    '{"reason":"x","winner":"A"}',
    "json-choice",
    "A",
    "A",
  ],
  ['Reply in JSON: {"verdict": "A" or "B"}', '```json\n{"verdict": "B"}\n```', "json-choice", "B", "B"],
  ['Reply in JSON: {"verdict": "A" or "B"}', '{"verdict":"Response A"}', "json-choice", "Response A", "A"],
  ['Output {"score_a": n, "score_b": n}', '{"score_a": 8, "score_b": 5}', "json-scores", '8, "score_b": 5', "A"],
  [
    'Output {"score_1": n, "score_2": n}',
    '{"score_1": "4", "score_2": "4"}',
    "json-scores",
    '4", "score_2": "4',
    "tie",
  ],
  [
    'Output {"reason": "…", "score_a": n, "score_b": n}',
    '{"score_a": 2.5, "reason": "x", "score_b": 5}',
    "json-scores",
    '2.5, "reason": "x", "score_b": 5',
    "B",
  ],
  [
    "Final verdict in <answer>A</answer> or <answer>B</answer>.",
    "<think>x</think><answer>B</answer>",
    "tag-choice",
    "B",
    "B",
  ],
  ["Put it into <score></score>.", "Good. <score>7.5</score>", "tag-value", "7.5"],
  ["Final line: 'Winner: A' or 'Winner: B' or 'Winner: Tie'", "Both fine.\nWinner: B", "line-choice", "B", "B"],
  [
    "Final line: 'Winner: A' or 'Winner: B' or 'Winner: Tie'",
    "Both fine.\n**Winner:** Tie",
    "line-choice",
    "Tie",
    "tie",
  ],
  ["Give a score from 1 to 10 in the form 'Score: X'.", "Accurate.\nScore: 7", "line-value", "7"],
  ["Is the answer correct? Reply with yes or no.", "Yes", "bare-value", "Yes"],
  ["Which is better? Answer only with A or B.", "B", "bare-choice", "B", "B"],
];

describe("a verdict in a form that the prompt asks for in its own words", () => {
  it.each(asked)("%j: %j is %s", (prompt, answer, id, label, side) => {
    const form = formOfAnswer(prompt, answer, judgeForms())!;
    const judged = new JudgedText(form, answer);
    expect([form.id, judged.meant?.label, judged.side]).toEqual([id, label, side]);
    const given = sample({ completion: answer, turns: [{ role: "user", text: prompt }] });
    expect(audit([verdictMissing, verdictMalformed, verdictConflict], given, profileNamed("judge"))).toEqual([]);
  });

  it("is compared with the gold label", () => {
    const [prompt, answer] = asked[0]!;
    const given = sample({ completion: answer, turns: [{ role: "user", text: prompt }], attributes: { gold: "B" } });
    expect(audit([verdictWrong], given, profileNamed("judge")).map(({ message }) => message)).toEqual([
      "The verdict is A, the gold label B: the judge is wrong here.",
    ]);
  });

  it("gives way to a form that known programs read, and the prompt asks for", () => {
    expect(formOfAnswer('End with [[A]] or [[B]], not "winner".', '{"winner": "A"}', judgeForms())?.id).toBe(
      "double-brackets",
    );
    expect(formOfAnswer("Reply with yes or no.", "Yes", formsRead(["roll/judge-yes"]))?.id).toBe("yes-no");
  });

  it("of which nothing is known is not called lost, but an empty answer is", () => {
    const turns = [{ role: "user" as const, text: "Say which is nicer, with a flower for it." }];
    const missing = (completion: string, by = turns): number =>
      audit([verdictMissing], sample({ completion, turns: by }), profileNamed("judge")).length;
    expect([missing("A rose."), missing(" "), missing("A rose.", [])]).toEqual([0, 1, 1]);
  });
});
