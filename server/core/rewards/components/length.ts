import { lengthReward } from "../shape/reasoningLength";
import type { Component } from "../shape/component";
import { counted } from "../../text/counted";

const defaultFullLength = 512;

/**
 * The length of the reasoning, counted as in ToolRL's length variant: words from the last `<think>` to the next
 * `</think>`, divided by `fullLength`, rounded to hundredths, at most 1.
 */
export const length: Component = {
  name: "length",
  listing: {
    values: "0 to 1",
    summary: "words between the last `<think>` and the next `</think>`, over the full length, rounded to hundredths",
  },
  needs: "nothing",
  pays: ["length"],
  options: {
    fullLength: {
      description: "words of reasoning that earn all of it",
      type: "number",
      exclusiveMinimum: 0,
      default: defaultFullLength,
    },
  },
  asks: [],
  rereads: [],
  earn({ sample }, { fullLength = defaultFullLength }: { readonly fullLength?: number }) {
    const { completion } = sample;
    const { value, words, span } = lengthReward(completion.text, { start: 0, end: completion.text.length }, fullLength);
    return [
      {
        id: "length",
        title: "Length",
        value,
        min: 0,
        max: 1,
        spans: span === undefined ? [] : [{ part: completion, span }],
        detail: [`${counted(words, "word")} of reasoning; ${fullLength} earn all of it.`],
      },
    ];
  },
};
