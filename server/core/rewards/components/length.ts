import { lengthReward } from "../toolrl/length";
import type { Component } from "../shared/component";

const defaultFullLength = 512;

/**
 * The length of the reasoning, counted as ToolRL's length variant counts: words from the last `<think>` to the next
 * `</think>`, over `fullLength`, rounded to hundredths, at most 1.
 */
export const length: Component = {
  name: "length",
  needs: "nothing",
  pays: ["length"],
  options: ["fullLength"],
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
        detail: [`${words} words of reasoning; ${fullLength} earn all of it.`],
      },
    ];
  },
};
