import { describe, it } from "vitest";
import { everyOption } from "../../../server/core/rules/rewards/every-option";
import { expectFindings } from "./harness";

const turns = [{ role: "user", text: "Is it an ash, a birch or an elm?" }] as const;
const groundTruth = "birch";
const usual = { profile: "think-answer", turns, groundTruth };

describe("every-option", () => {
  it("tells an answer that names all options", () => {
    expectFindings(
      everyOption,
      "<think>Hm.</think>\n<answer>ash or birch or elm</answer>\n        ^^^^^^^^^^^^^^^^^^^ warning every-option: 3 of the prompt's options",
      usual,
    );
  });

  it("names the recorded reward", () => {
    expectFindings(
      everyOption,
      "<answer>birch/elm</answer>\n        ^^^^^^^^^ every-option: The recorded reward is 1.",
      { ...usual, attributes: { score: 1 } },
    );
  });

  it("stays silent on one option, on words that the prompt does not offer, and where all are right", () => {
    expectFindings(everyOption, "<answer>birch</answer>", usual);
    expectFindings(everyOption, "<answer>birch or oak</answer>", usual);
    expectFindings(everyOption, "<answer>ash or elm</answer>", usual);
    expectFindings(everyOption, "<answer>a birch, tall</answer>", usual);
    expectFindings(everyOption, "<answer>ash, birch</answer>", { ...usual, groundTruth: "ash, birch" });
    expectFindings(everyOption, "<answer>ash or birch</answer>", { ...usual, groundTruth: '["ash", "birch"]' });
  });
});
