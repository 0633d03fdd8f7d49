import { betterOne } from "../../verdicts/conclusion";
import { lineVerdict } from "../../verdicts/statedVerdict";
import { lostVerdict } from "../../verdicts/verdictStake";
import { verdictLabels, verdictMarker, type VerdictForm } from "../../verdicts/verdictForm";
import { asksInOtherWords } from "../checks/asksInOtherWords";
import { findsVerdict, programsOf, readingsInWords, writtenAs, writtenInWords } from "../../verdicts/forms/inWords";
import { outside, type Scale } from "../../verdicts/forms/askedScale";
import type { JudgeForm } from "../../verdicts/forms/form";
import type { ProgramReading } from "../../verdicts/forms/judgedText";
import { type WrittenVerdict } from "../../verdicts/forms/writtenVerdicts";
import type { Location } from "../../model/finding";
import type { Fix } from "../../model/fix";
import type { Profile } from "../../model/profile";
import type { Part, Verdict } from "../../model/sample";
import type { Facts } from "../../facts/facts";
import { tagText, type BlockNode, type Trace } from "../../model/trace";
import { verdictAtEnd } from "../edits/verdict";
import { textOf } from "../../text/span";
import { traceRule, type TraceContext } from "../rule";

type Malformed =
  /** The answer that is not a verdict. */
  | { readonly block: BlockNode }
  /** The verdict outside all answers. */
  | { readonly outside: Verdict }
  /** Text that looks like a verdict in a form that official programs read, but is none. */
  | { readonly near: WrittenVerdict };

export const verdictMalformed = traceRule<Malformed>({
  id: "verdict-malformed",
  summary: "A verdict that is not written in the profile's form, with its label as `[[A]]` or `[[B]]`.",
  severity: "error",
  severities: "error, warning for a score outside the scale that the prompt asks for",
  ofJudges: true,
  check(context) {
    const { facts, part, trace, report } = context;
    checkProgramsForm(context);
    const judgement = facts.judgement(part);
    if (judgement === undefined) return;
    const { form, stake, paidReading } = judgement;
    // A verdict that the reward reads anyway costs nothing.
    const lost = paidReading?.verdict === undefined ? stake : undefined;
    const [a, b] = [form.write("A"), form.write("B")];
    for (const block of judgement.answers) {
      const fault = faultOf(block, trace);
      if (fault === undefined) continue;
      const span = block.content.end > block.content.start ? block.content : block.span;
      const message =
        lost === undefined
          ? `${fault}: a verdict is ${a} or ${b} and nothing else. Write it like that.`
          : `${fault}: the reward reads ${a} or ${b} and nothing else, so ${lostVerdict(lost, "it")} whatever the gold label is. Write the verdict like that.`;
      report({ span, message, cost: lost && "verdict" }, { block });
    }
    const { eval: found } = judgement.readings;
    if (judgement.answers.length > 0 || found.verdict === undefined || found.span === undefined) return;
    const cost =
      lost === undefined ? "" : `, but the reward reads ${form.write(found.verdict)} only and ${lostVerdict(lost, "")}`;
    const message = `${verdictMarker(found.verdict)} stands outside ${form.opener}: benchmarks read it as the verdict${cost}. Write the tags around it, at the end.`;
    report({ span: found.span, message, cost: lost && "verdict" }, { outside: found.verdict });
  },
  fixes({ part, span, state }, { facts, profile }) {
    if ("near" in state) return asWritten(state.near, part, facts);
    const judgement = facts.judgement(part);
    if (judgement === undefined) return [];
    if ("outside" in state) return tagsAround(state.outside, judgement.form, { part, span }, profile);
    const { block } = state;
    const content = textOf(part.text, block.content);
    const verdict = meantVerdict(content) ?? judgement.statedVerdict;
    if (verdict === undefined) return [];
    // Brackets, quote marks and blanks are form. Other words are the model's.
    const safe = new RegExp(String.raw`^[\s"[\].]*${verdict}[\s"[\].]*$`).test(content);
    const edits = [{ part, span: block.content, text: verdictMarker(verdict) }];
    return [{ title: `Write the verdict as ${judgement.form.write(verdict)}`, safe, edits }];
  },
});

/** For an answer that official programs read: reports a verdict that none of them finds. */
function checkProgramsForm({ facts, part, sample, report }: TraceContext<Malformed>): void {
  const judged = facts.judged(part);
  if (judged === undefined) return;
  const { form, malformed, meant, readings } = judged;
  if (malformed !== undefined) {
    if (form.readers.length > 0 && asksInOtherWords(sample, form)) return;
    if (form.json && form.verdict.match(part.text, "anywhere") !== undefined) {
      const message = `${shown(malformed.text)} stands in no JSON that parses: what reads the answer as JSON finds no verdict in it, whatever is meant. Write the object whole and valid, as in ${writtenInWords(form)}.`;
      report({ span: malformed.span, message }, { near: malformed });
      return;
    }
    if (form.readers.length === 0) {
      const message = `${shown(malformed.text)} alone is no verdict: the prompt asks for ${writtenInWords(form)}. Write all of it.`;
      report({ span: malformed.span, message }, { near: malformed });
      return;
    }
    const read = readings.some((each) => each.read !== undefined) ? ` ${readingsInWords(readings)}.` : "";
    const wanted = writtenAs(form, malformed.label);
    const message = `${shown(malformed.text)} is no verdict as ${programsOf(form)} reads one.${read} Write ${wanted === undefined ? rightWriting(form) : shown(wanted)}.`;
    report({ span: malformed.span, message }, { near: malformed });
    return;
  }
  if (meant === undefined) return;
  const beyond = form.scores ? outsideScale(meant, readings, facts.askedScale) : undefined;
  if (beyond !== undefined) report({ span: meant.span, severity: "warning", message: beyond }, { near: meant });
  else if (readings.length > 0 && readings.every(({ read, isMisled }) => isMisled && !findsVerdict(read))) {
    const message = `The verdict ${shown(meant.text)} is not read where it stands: ${readingsInWords(readings)}. End the answer with it, and nothing behind it.`;
    report({ span: meant.span, message }, { near: meant });
  }
}

/**
 * "11 lies outside the scale from 1 to 10 that the prompt asks for: MT-bench reads 11, and it counts as it stands."
 * Undefined where no scale is asked for, or all scores lie within it.
 */
function outsideScale(
  { label }: WrittenVerdict,
  readings: readonly ProgramReading[],
  scale: Scale | undefined,
): string | undefined {
  const scores = scale === undefined ? [] : outside(label, scale);
  if (scale === undefined || scores.length === 0) return undefined;
  const read =
    readings.length === 0
      ? "whoever reads it may count it as it stands"
      : `${readingsInWords(readings)}, and counts it as it stands`;
  const lie = scores.length === 1 ? "lies" : "lie";
  return `${scores.join(" and ")} ${lie} outside the scale from ${scale.least} to ${scale.most} that the prompt asks for: ${read}. Write a score within it.`;
}

/** How a verdict of a form is written, where that of this one is not known. */
function rightWriting(form: JudgeForm): string {
  return form.takes === undefined ? writtenInWords(form) : `${form.takes}, as in ${writtenInWords(form)}`;
}

/** The verdict in the form's own spelling, if that exists for its label. */
function asWritten({ span, label, text }: WrittenVerdict, part: Part, facts: Facts): readonly Fix[] {
  const form = facts.judged(part)?.form;
  const wanted = form && writtenAs(form, label);
  if (wanted === undefined || wanted === text) return [];
  return [{ title: `Write ${wanted}`, safe: false, edits: [{ part, span, text: wanted }] }];
}

function shown(text: string): string {
  return `\`${text.replace(/\s+/g, " ").trim()}\``;
}

/** Puts the tags around the marker if it ends the trace; otherwise repeats the verdict at the end. */
function tagsAround(verdict: Verdict, form: VerdictForm, { part, span }: Location, profile: Profile): Fix[] {
  const written = form.write(verdict);
  const around = { title: `Write ${written}`, safe: true, edits: [{ part, span, text: written }] };
  const again = { title: `End with ${written}`, safe: false, edits: [verdictAtEnd(verdict, form, part, profile)] };
  return /^[\s.*_]*$/.test(part.text.slice(span.end)) ? [around, again] : [again];
}

/** The verdict that the content of an answer means. */
function meantVerdict(content: string): Verdict | undefined {
  const marked = verdictLabels.filter((label) => content.includes(verdictMarker(label)));
  if (marked.length > 0) return marked.length === 1 ? marked[0] : undefined;
  const letter = /^[\s"'*_[\]().]*([AB])[\s"'*_[\]().]*$/i.exec(content)?.[1]?.toUpperCase();
  if (letter === "A" || letter === "B") return letter;
  return lineVerdict(content.trim()) ?? betterOne(content.trim());
}

/** What is wrong with an answer's content, if it is not a verdict; another rule reports two verdicts in one answer. */
function faultOf(block: BlockNode, trace: Trace): string | undefined {
  const content = textOf(trace.text, block.content);
  const trimmed = content.trim();
  if (verdictLabels.every((label) => content.includes(verdictMarker(label)))) return undefined;
  const label = verdictLabels.find((candidate) => trimmed === verdictMarker(candidate));
  if (label !== undefined) return content === trimmed ? undefined : "White space stands beside the verdict";
  if (trimmed === "") return `This ${tagText("opener", block.name)} is empty`;
  const letter = /^\[{0,2}\s*"?([A-Za-z])"?\s*\]{0,2}\.?$/.exec(trimmed)?.[1];
  if (letter === undefined) {
    return verdictLabels.some((candidate) => content.includes(verdictMarker(candidate)))
      ? "Other words stand beside the verdict"
      : `This ${tagText("opener", block.name)} holds no verdict`;
  }
  if (letter !== "A" && letter !== "B") {
    return letter === "a" || letter === "b"
      ? "The verdict is in lower case"
      : `${letter} is neither of the two responses`;
  }
  return trimmed === letter ? "The verdict has no brackets" : "The verdict is not in two pairs of brackets";
}
