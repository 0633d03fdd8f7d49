import { undecided } from "../absent";
import type { Context, Texts } from "../node";
import { whyNoTruth, wholeText, type SourceName } from "../scored";

/** The sources that a read can begin with. */
export const sources: Readonly<Record<SourceName, (context: Context) => Texts>> = {
  completion: ({ record }) => [wholeText(record.completion, "completion")],
  whole: ({ record }) =>
    record.whole === undefined
      ? undecided("this reward looks at prompt and completion as decoded, and the record has no prompt")
      : [wholeText(record.whole, "whole")],
  truth: ({ record }) => {
    const { truth } = record;
    if (truth === undefined || truth.length === 0) return undecided(whyNoTruth(record));
    return truth.map((text) => wholeText(text, "truth"));
  },
  answer: ({ record }) =>
    record.answer === undefined ? undecided("the record has no separate answer") : [wholeText(record.answer, "answer")],
};

export function isSource(name: unknown): name is SourceName {
  return typeof name === "string" && Object.hasOwn(sources, name);
}
