import { lostVerdict } from "../../verdicts/verdictStake";
import { verdictAtEnd } from "../edits/verdict";
import type { Span } from "../../text/span";
import { traceRule } from "../rule";
import { endingOf } from "../../text/ending";

export const verdictMissing = traceRule({
  id: "verdict-missing",
  summary: "A judge's trace without a verdict.",
  severity: "error",
  needsEnd: true,
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    if (judgement === undefined || judgement.answers.length > 0) return;
    // A verdict without its tags is malformed, not missing.
    if (judgement.readings.eval.verdict !== undefined) return;
    const named = judgement.readings.eval.failure === "both" ? " (both are only spoken of)" : "";
    const { form, stake } = judgement;
    const cost =
      stake === undefined
        ? "no reader finds one"
        : `${lostVerdict(stake)} and benchmarks score 0, whatever the gold label is`;
    report({
      span: lastWord(part.text),
      message: `The trace ends without a verdict${named}: ${cost}. End it with ${form.write("A")} or ${form.write("B")}.`,
    });
  },
  fixes({ part }, { facts, profile }) {
    const judgement = facts.judgement(part);
    const verdict = judgement?.statedVerdict;
    if (judgement === undefined || verdict === undefined) return [];
    const { form } = judgement;
    const title = `End with the verdict that the text states, ${form.write(verdict)}`;
    return [{ title, safe: false, edits: [verdictAtEnd(verdict, form, part, profile)] }];
  },
});

/** The last word of a text; the first character where there is none. */
function lastWord(text: string): Span {
  const end = text.trimEnd().length;
  const tail = text.slice(Math.max(0, end - 80), end);
  const { length } = endingOf(tail, /\S/);
  return length === 0 ? { start: 0, end: Math.min(1, text.length) } : { start: end - length, end };
}
