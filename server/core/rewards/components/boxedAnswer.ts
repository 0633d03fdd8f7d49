import { boxes } from "../../expressions/boxes";
import { isBoxedGold, unwrapped } from "../groundTruth/boxedGold";
import { goldAnswers } from "../groundTruth/goldAnswers";
import type { Component } from "../shape/component";

/**
 * 1 if the content of the completion's last `\boxed{…}` is one of the ground truth's answers ({@link isBoxedGold}), else
 * 0.
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
    const right = held !== undefined && golds.some((gold) => isBoxedGold(held, gold));
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
