import { answerText, lastAnswer, trainWindow } from "../../verdicts/verdicts";
import { movedToEnd } from "../edits/verdict";
import { codePointsFrom } from "../../text/codePoints";
import { textOf } from "../../text/span";
import { traceRule } from "../shared/rule";

export const verdictTooEarly = traceRule({
  id: "verdict-too-early",
  summary: "A well-formed verdict that stands before the last 80 characters, where the reward looks for it.",
  severity: "error",
  check({ facts, part, trace, report }) {
    const readings = facts.judgement(part)?.readings;
    const answer = lastAnswer(trace);
    if (readings?.parsed.verdict === undefined || answer === undefined) return;
    const { verdict } = readings.parsed;
    // How an answer may be misspelt is said by other rules.
    if (textOf(trace.text, answer.span) !== answerText(verdict) || answer.span.start >= readings.train.window.start)
      return;
    const after = codePointsFrom(trace.text, answer.span.end);
    const read = readings.train.verdict === undefined ? "finds no verdict" : `reads ${readings.train.verdict}`;
    report({
      span: answer.span,
      message: `${after} characters follow the verdict, but the reward looks at the last ${trainWindow} only (this answer takes ${answerText(verdict).length} of them): it ${read}, and is −1. End the trace with the verdict.`,
    });
  },
  fixes({ part }, { facts, profile }) {
    const answer = lastAnswer(facts.traceOf(part));
    const verdict = facts.judgement(part)?.readings.parsed.verdict;
    if (answer === undefined || verdict === undefined) return [];
    return [{ title: "Put the verdict at the end", safe: true, edits: movedToEnd(answer, verdict, part, profile) }];
  },
});
