import type { Span } from "../../text/span";
import type { JudgeForm } from "./form";
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
  const asked = forms.find((form) => form.asked.some((texts) => texts.every((text) => prompt.includes(text))));
  if (asked !== undefined) return asked;
  const open = forms.filter(({ onlyAsked }) => !onlyAsked);
  return lastOf(open, answer, (form) => form.verdict) ?? lastOf(open, answer, (form) => form.loose);
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
