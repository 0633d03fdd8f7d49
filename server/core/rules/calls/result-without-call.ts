import { resultsInText, unaskedResults } from "../../facts/answeredCalls";
import { shorten } from "../../text/shorten";
import { traceRule } from "../rule";

/** A result that answers no call of its dialogue. */
export const resultWithoutCall = traceRule({
  id: "result-without-call",
  summary: "A result answers no call: its id is no call's, or no call stands before it.",
  severity: "warning",
  cause: "wrong calls",
  check({ sample, facts, part, report }) {
    if (part !== sample.completion) return;
    for (const { answers = "", part: result } of unaskedResults(facts)) {
      const id = JSON.stringify(shorten(answers));
      const message = `This result names the call ${id}, and no call of the dialogue has that id: servers and chat templates refuse it, or show the model a result of nothing. Look what became of the call.`;
      if (result === undefined) report({ span: { start: part.text.length, end: part.text.length }, message });
      else report({ part: result, span: { start: 0, end: firstLine(result.text) }, message });
    }
    for (const { span, mark, isBehindCall } of resultsInText(facts, part)) {
      const why = isBehindCall
        ? "stands in the model's own turn, and the environment answers in turns of its own: the model made the result up"
        : "stands behind no call, so the environment did not write it: the model made the result up, or its call was lost";
      report({ span, message: `${mark} ${why}. Leave such a trace out of training.` });
    }
  },
});

const longestMarked = 200;

function firstLine(text: string): number {
  const end = text.indexOf("\n");
  return Math.min(end < 0 ? text.length : end, longestMarked);
}
