import { resultsInText, secondResults, unaskedResults } from "../../facts/answeredCalls";
import type { Part } from "../../model/sample";
import { shorten } from "../../text/shorten";
import { traceRule } from "../rule";

/** A result that answers no call of its dialogue. */
export const resultWithoutCall = traceRule({
  id: "result-without-call",
  summary: "A result answers no call: its id is no call's, or one that has its result, or no call stands before it.",
  severity: "warning",
  cause: "wrong calls",
  check({ sample, facts, part, report }) {
    if (part !== sample.completion) return;
    const tell = (result: Part | undefined, message: string): void => {
      if (result === undefined) report({ span: { start: part.text.length, end: part.text.length }, message });
      else report({ part: result, span: { start: 0, end: firstLine(result.text) }, message });
    };
    const unasked = unaskedResults(facts);
    for (const { answers = "", part: result } of unasked) {
      const id = JSON.stringify(shorten(answers));
      tell(
        result,
        `This result names the call ${id}, and no call of the dialogue has that id: servers and chat templates refuse it, or show the model a result of nothing. Look what became of the call.`,
      );
    }
    for (const turn of secondResults(facts)) {
      if (unasked.includes(turn)) continue;
      const id = JSON.stringify(shorten(turn.answers ?? ""));
      tell(
        turn.part,
        `This result answers the call ${id}, which a result before it answers already: servers refuse the second, or show the model both. Keep the one that belongs to the call.`,
      );
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
