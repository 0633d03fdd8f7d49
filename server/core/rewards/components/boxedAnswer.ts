import { boxes } from "../../expressions/boxes";
import { comparisons } from "../../expressions/comparisons";
import { goldAnswers } from "../groundTruth/goldAnswers";
import { squadNormalised } from "./squadNormalised";
import type { Component } from "../shape/component";

/**
 * 1 if the content of the completion's last `\boxed{…}` is one of the ground truth's answers, else 0.
 *
 * The box may hold `\text{E}`, or an option followed by its text (`E: a polygenic score`), as NeMo Gym reads it. Two
 * answers are equal if SQuAD's normalisation or Hendrycks' `is_equiv` makes them equal. Undefined if the completion has
 * no box.
 */
export const boxedAnswer: Component = {
  name: "boxed-answer",
  listing: {
    values: "0 or 1",
    summary:
      "what the last `\\boxed{}` of the completion holds is the ground truth, or one of its JSON list; also in `\\text{}`, or an option's letter with its text behind it",
  },
  needs: "groundTruth",
  pays: ["answer"],
  options: {},
  asks: [],
  rereads: [],
  earn({ sample: { completion, groundTruth } }) {
    if (groundTruth === undefined || groundTruth === completion) return undefined;
    const golds = goldAnswers(groundTruth.text);
    const span = boxes.plain(completion.text);
    const held = span && unwrapped(completion.text.slice(span.start, span.end));
    const right = held !== undefined && golds.some((gold) => isAnswer(held, gold));
    return [
      {
        id: "boxed-answer",
        title: "Boxed answer",
        value: right ? 1 : 0,
        min: 0,
        max: 1,
        spans: span === undefined ? [] : [{ part: completion, span }],
        detail: [
          held === undefined
            ? "There is no \\boxed{} that is closed."
            : `${JSON.stringify(held.slice(0, 80))} ${right ? "is" : "is not"} the ground truth's ${golds.map((gold) => JSON.stringify(gold.slice(0, 80))).join(" or ")}.`,
        ],
      },
    ];
  },
};

const hendrycks = comparisons.find(({ name }) => name === "math");

/** The content of `\text{…}`. */
function unwrapped(content: string): string {
  return /^\s*\\text\{([^{}]*)\}\s*$/.exec(content)?.[1] ?? content;
}

function isAnswer(held: string, gold: string): boolean {
  if (squadNormalised(held) === squadNormalised(gold) && squadNormalised(gold) !== "") return true;
  if (hendrycks?.equal(held.trim(), unwrapped(gold).trim()) === true) return true;
  const option = /^[A-Z]$/.test(gold.trim()) ? /^\s*\(?([A-Z])[).:]/.exec(held)?.[1] : undefined;
  return option === gold.trim();
}
