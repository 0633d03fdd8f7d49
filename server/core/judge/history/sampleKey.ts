import type { Hash } from "../../host/hash";
import type { Sample } from "../../model/sample";

/**
 * The hash of what is judged: question, tools, answers, and the reference they are compared with. Labels are not part
 * of it.
 */
export function sampleKey(sample: Sample, hash: Hash): string {
  return hash(JSON.stringify([...questionTexts(sample), answerTexts(sample)]));
}

/** What was asked, and with which tools. */
export function questionTexts({ turns, tools }: Sample): readonly [unknown, unknown] {
  return [turns.map(({ role, part }) => [role, part?.text]), tools?.text];
}

/** What is judged: the two responses, or the trace and its reference. */
export function answerTexts({ responses, completion, groundTruth, unanswered }: Sample): unknown {
  const judged = responses ?? { completion: unanswered === true ? null : completion, groundTruth };
  return Object.entries(judged).map(([name, part]) => [
    name,
    (part as { readonly text: string } | null | undefined)?.text,
  ]);
}
