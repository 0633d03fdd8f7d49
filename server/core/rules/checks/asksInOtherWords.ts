import type { Sample } from "../../model/sample";
import type { JudgeForm } from "../../verdicts/forms/form";
import { asksFor } from "../../verdicts/forms/recogniseForm";
import { lastVerdict } from "../../verdicts/forms/writtenVerdicts";

/**
 * Does a judge's prompt show a verdict in other words (`Rating: 8`), and none in the form that the known programs read? Then
 * another program reads the answer, and nobody knows how.
 */
export function asksInOtherWords({ turns }: Pick<Sample, "turns">, form: JudgeForm): boolean {
  return turns.some(({ role, part }) => {
    if (role === "assistant" || part === undefined) return false;
    if (asksFor(part.text, form)) return false;
    return lastVerdict(part.text, form.verdict) === undefined && lastVerdict(part.text, form.loose) !== undefined;
  });
}
