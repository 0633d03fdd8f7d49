import { asksInOtherWords } from "../checks/asksInOtherWords";
import { lostVerdict } from "../../verdicts/verdictStake";
import { verdictAtEnd } from "../edits/verdict";
import { programsOf, writtenInWords } from "../../verdicts/forms/inWords";
import type { Sample } from "../../model/sample";
import type { Span } from "../../text/span";
import { traceRule, type TraceContext } from "../rule";
import { endingOf } from "../../text/ending";

export const verdictMissing = traceRule({
  id: "verdict-missing",
  summary: "A judge's trace without a verdict.",
  severity: "error",
  ofJudges: true,
  needsEnd: true,
  check(context) {
    const { facts, part, report } = context;
    checkProgramsForm(context);
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
      cost: "verdict",
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

/** For an answer that official programs read: is there anything that one of them could take for a verdict? */
function checkProgramsForm({ facts, part, sample, report }: TraceContext): void {
  const { judgeForms } = facts;
  if (judgeForms.length === 0) return;
  const judged = facts.judged(part);
  if (judged === undefined) {
    // A prompt may ask for a verdict in a form that is not known; only of an empty answer is it certain that it has none.
    if (part.text.trim() !== "" && sample.turns.some(isPrompt)) return;
    const forms = judgeForms.filter(({ onlyAsked }) => !onlyAsked);
    const known = forms
      .slice(0, 4)
      .map(({ written }) => `\`${written[0] ?? ""}\``)
      .join(", ");
    report({
      span: lastWord(part.text),
      message: `The answer ends without a verdict in any form that is known (${known}, …): no program finds one, and the judgement is lost. End it with the verdict that the prompt asks for.`,
    });
  } else if (judged.meant === undefined && judged.malformed === undefined && !asksInOtherWords(sample, judged.form)) {
    if (judged.form.begins) {
      const span = firstLine(part.text);
      const message = `The answer does not begin with a verdict: ${programsOf(judged.form)} looks for ${writtenInWords(judged.form)} in its first line, and nothing like it stands there. Begin it with such a verdict.`;
      report({ span, message });
      return;
    }
    report({
      span: lastWord(part.text),
      message: `The answer ends without a verdict: ${programsOf(judged.form)} looks for ${writtenInWords(judged.form)}, and nothing like it stands here. End it with ${judged.form.written.length > 1 ? "one of them" : "such a verdict"}.`,
    });
  }
}

function isPrompt({ role, part }: Sample["turns"][number]): boolean {
  return role !== "assistant" && part !== undefined && part.text.trim() !== "";
}

/** The first line of a text, without the white space around it. */
function firstLine(text: string): Span {
  const start = text.length - text.trimStart().length;
  const [line = ""] = text.slice(start).split("\n", 1);
  return { start, end: Math.max(start + line.trimEnd().length, Math.min(start + 1, text.length)) };
}

/** The last word of a text; the first character if there is no word. */
function lastWord(text: string): Span {
  const end = text.trimEnd().length;
  const tail = text.slice(Math.max(0, end - 80), end);
  const { length } = endingOf(tail, /\S/);
  return length === 0 ? { start: 0, end: Math.min(1, text.length) } : { start: end - length, end };
}
