import type { Edit, Fix } from "../../model/fix";
import { verdictMarker, type VerdictForm } from "../../verdicts/verdictForm";
import type { Profile } from "../../model/profile";
import type { Part, Verdict } from "../../model/sample";
import type { BlockNode } from "../../model/trace";
import { span, textOf } from "../../text/span";
import { blockWithSpace } from "./blocks";

/** Longer white space behind the verdict is removed: readers that look at the text's end count it. */
const longestEnd = 8;

/** The verdict as the reward reads it, behind everything else in the trace. */
export function verdictAtEnd(verdict: Verdict, form: VerdictForm, part: Part, { separator }: Profile): Edit {
  const end = part.text.trimEnd().length;
  const rest = part.text.slice(end);
  return {
    part,
    span: span(end, part.text.length),
    text: (end === 0 ? "" : separator.text) + form.write(verdict) + (rest.length > longestEnd ? "" : rest),
  };
}

/** Moves the verdict behind everything else in the trace. */
export function movedToEnd(
  answer: BlockNode,
  verdict: Verdict,
  form: VerdictForm,
  part: Part,
  profile: Profile,
): Edit[] {
  const end = part.text.trimEnd().length;
  // Only white space follows, but too much of it.
  if (answer.span.end >= end) return [{ part, span: span(end, part.text.length), text: "" }];
  return [{ part, span: blockWithSpace(part.text, answer.span), text: "" }, verdictAtEnd(verdict, form, part, profile)];
}

/** Keeps one verdict, in the last of several answers. */
export function onlyVerdict(verdict: Verdict, answers: readonly BlockNode[], part: Part): Fix {
  const last = answers.at(-1);
  const earlier = answers.slice(0, -1);
  const edits = earlier.map(({ span: answer }) => ({ part, span: blockWithSpace(part.text, answer), text: "" }));
  const marker = verdictMarker(verdict);
  const isThere = last === undefined || textOf(part.text, last.content) === marker;
  const kept = isThere ? [] : [{ part, span: last.content, text: marker }];
  return { title: `Keep the verdict ${marker} only`, safe: false, edits: [...edits, ...kept] };
}
