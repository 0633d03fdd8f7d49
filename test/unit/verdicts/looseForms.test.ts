import { expect, it } from "vitest";
import { judgeForms } from "../../../server/core/verdicts/forms/form";
import { writtenAs } from "../../../server/core/verdicts/forms/inWords";
import { JudgedText } from "../../../server/core/verdicts/forms/judgedText";

it.each([
  ["result-score", "fine [RESULT] 3.5", "3.5"],
  ["result-score", "fine. [RESULT] 7", "7"],
  ["result-score", "fine. [RESULT] four", "four"],
  ["double-brackets", "Verdict: [[b]]", "b"],
  ["comparison", "A>>B", "A>>B"],
  ["comparison", "[[A≫B]]", "A≫B"],
  ["comparison", "final: [[B<<A]]", "B<<A"],
  ["rating", "Rating: [[-2]]", "-2"],
  ["two-scores-first", "Scores: 9 3\nThe first.", "9 3"],
  ["two-scores-first", "9/10 3/10\nThe first.", "9/10 3/10"],
])("%s: %j stands there, and is no verdict", (id, text, label) => {
  const judged = new JudgedText(
    judgeForms().find((form) => form.id === id)!,
    text,
  );
  expect([judged.meant, judged.malformed?.label]).toEqual([undefined, label]);
});

it.each([
  ["result-score", "fine. [RESULT] 4.", "4"],
  ["result-score", "fine. [RESULT] (4)", "4"],
  ["double-brackets", "[[A]]", "A"],
  ["comparison", "[[A>>B]]", "A>>B"],
])("%s: %j is one", (id, text, label) => {
  expect(
    new JudgedText(
      judgeForms().find((form) => form.id === id)!,
      text,
    ).meant?.label,
  ).toBe(label);
});

it.each([
  ["result-score", "four", "[RESULT] 4"],
  ["result-score", "7", undefined],
  ["result-score", "3.5", undefined],
  ["double-brackets", "b", "[[B]]"],
  ["comparison", "A≫B", "[[A>>B]]"],
  ["comparison", "B<<A", "[[A>>B]]"],
  ["comparison", "A < B", "[[B>A]]"],
  ["two-ratings", "7, 4", "[[7, 4]]"],
  ["rating", "-2", undefined],
  ["two-scores-first", "9 3", "9 3"],
  ["two-scores-first", "9/10 3/10", undefined],
])("%s: %j is to be written as %j", (id, label, written) => {
  expect(
    writtenAs(
      judgeForms().find((form) => form.id === id)!,
      label,
    ),
  ).toBe(written);
});
