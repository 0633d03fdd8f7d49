import { answerText } from "../../verdicts/verdicts";
import { verdictAtEnd } from "../edits/verdict";
import type { Span } from "../../text/span";
import { traceRule } from "../shared/rule";
import { endingOf } from "../../text/ending";

export const verdictMissing = traceRule({
  id: "verdict-missing",
  summary: "A judge's trace without a verdict.",
  severity: "error",
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    if (judgement === undefined || judgement.answers.length > 0) return;
    // A verdict without its tags is malformed, not missing.
    if (judgement.readings.eval.verdict !== undefined) return;
    const named = judgement.readings.eval.failure === "both" ? " (both are only spoken of)" : "";
    report({
      span: lastWord(part.text),
      message: `The trace ends without a verdict${named}: the reward is −1 and benchmarks score 0, whatever the gold label is. End it with ${answerText("A")} or ${answerText("B")}.`,
    });
  },
  fixes({ part }, { facts, profile }) {
    const verdict = facts.judgement(part)?.statedVerdict;
    if (verdict === undefined) return [];
    const title = `End with the verdict that the text states, ${answerText(verdict)}`;
    return [{ title, safe: false, edits: [verdictAtEnd(verdict, part, profile)] }];
  },
});

/** The last word of a text; the first character where there is none. */
function lastWord(text: string): Span {
  const end = text.trimEnd().length;
  const tail = text.slice(Math.max(0, end - 80), end);
  const { length } = endingOf(tail, /\S/);
  return length === 0 ? { start: 0, end: Math.min(1, text.length) } : { start: end - length, end };
}
