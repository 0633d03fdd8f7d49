import { lostVerdict } from "../../verdicts/verdictStake";
import { verdictReaders, type VerdictReader } from "../../verdicts/readers/verdictReaders";
import { movedToEnd } from "../edits/verdict";
import { codePointsFrom } from "../../text/codePoints";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";
import { counted } from "../../text/counted";

export const verdictTooEarly = traceRule({
  id: "verdict-too-early",
  summary: "A well-formed verdict that stands before the last 80 characters, where the reward looks for it.",
  severity: "error",
  ofJudges: true,
  needsEnd: true,
  check({ facts, part, trace, report }) {
    const judgement = facts.judgement(part);
    const answer = judgement?.lastAnswer;
    const paid = judgement?.paidReading;
    const reader = paid && windowed(paid.name);
    if (judgement === undefined || answer === undefined || paid === undefined || reader === undefined) return;
    const { verdict } = judgement.readings.parsed;
    if (verdict === undefined) return;
    const { form, stake } = judgement;
    const written = textOf(trace.text, answer.span);
    // Other rules report a misspelt answer.
    if (!form.written(verdict).includes(written) || answer.span.start >= paid.window.start) return;
    const after = codePointsFrom(trace.text, answer.span.end);
    const read = paid.verdict === undefined ? "finds no verdict" : `reads ${paid.verdict}`;
    report({
      span: answer.span,
      cost: "verdict",
      message: `${counted(after, "character follows", "characters follow")} the verdict, but the reward looks at the last ${reader.window} only (this answer takes ${written.length} of them): it ${read}${stake === undefined ? "" : `, and ${lostVerdict(stake, "")}`}. End the trace with the verdict.`,
    });
  },
  fixes({ part }, { facts, profile }) {
    const judgement = facts.judgement(part);
    const verdict = judgement?.readings.parsed.verdict;
    const answer = judgement?.lastAnswer;
    if (judgement === undefined || answer === undefined || verdict === undefined) return [];
    const edits = movedToEnd(answer, verdict, judgement.form, part, profile);
    return [{ title: "Put the verdict at the end", safe: true, edits }];
  },
});

/** The reader with that name, if it searches the text's end for a verdict in its tags. */
function windowed(name: string): VerdictReader | undefined {
  return Object.values<VerdictReader>(verdictReaders).find(
    (reader) => reader.name === name && reader.form === "tagged" && reader.window !== null,
  );
}
