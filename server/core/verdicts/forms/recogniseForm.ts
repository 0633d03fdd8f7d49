import type { Span } from "../../text/span";
import type { JudgeForm } from "./form";
import { promptedForm } from "./promptedForm";
import { lastVerdict } from "./writtenVerdicts";

/**
 * The form that a judge's prompt asks for, else the one that its answer writes its last verdict, or something like one,
 * in. Undefined if neither tells. If there is only one form, it is taken in any case.
 *
 * @param prompt the turns before the answer, as one text
 */
export function recogniseForm(prompt: string, answer: string, forms: readonly JudgeForm[]): JudgeForm | undefined {
  const [only, ...others] = forms;
  if (others.length === 0) return only;
  const asked = forms.find((form) => asksFor(prompt, form));
  if (asked !== undefined) return asked;
  const open = forms.filter(({ onlyAsked }) => !onlyAsked);
  return lastOf(open, answer, (form) => form.verdict) ?? lastOf(open, answer, (form) => form.loose);
}

/**
 * The same, but where the prompt asks in its own words for another form, and the answer is written in that one, it is
 * that: whoever reads it does not look for what the known programs read.
 */
export function formOfAnswer(prompt: string, answer: string, forms: readonly JudgeForm[]): JudgeForm | undefined {
  const [only, ...others] = forms;
  const isKnown =
    forms.some((form) => asksFor(prompt, form)) ||
    (only !== undefined && others.length === 0 && lastVerdict(answer, only.verdict) !== undefined);
  return (isKnown ? undefined : promptedForm(prompt, answer)) ?? recogniseForm(prompt, answer, forms);
}

/** Does a prompt show what the prompts of this form do? */
export function asksFor(prompt: string, { asked }: JudgeForm): boolean {
  return asked.some((texts) => texts.every((text) => prompt.includes(text)));
}

function lastOf(
  forms: readonly JudgeForm[],
  answer: string,
  pattern: (form: JudgeForm) => JudgeForm["verdict"],
): JudgeForm | undefined {
  let last: { readonly form: JudgeForm; readonly span: Span } | undefined;
  for (const form of forms) {
    const span = lastVerdict(answer, pattern(form))?.span;
    if (span === undefined) continue;
    // If two end together, the longer one says more: `BOXED[A` rather than `[A`.
    const isLater = last === undefined || span.end > last.span.end;
    if (isLater || (span.end === last?.span.end && span.start < last.span.start)) last = { form, span };
  }
  return last?.form;
}
