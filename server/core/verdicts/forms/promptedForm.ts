import type { Pattern } from "../../python/regex/pattern";
import { judgePattern, type JudgeForm } from "./form";
import { lastVerdict } from "./writtenVerdicts";
import data from "./prompted.json";

/**
 * A form of verdicts that prompts ask for in their own words (`{"winner": "A"}`, `Score: 7`). Which program reads it is
 * not known, so nothing can be said against how it is written.
 */
interface PromptedForm {
  readonly form: JudgeForm;
  /** What prompts show that ask for it. */
  readonly asked: Pattern;
}

interface PromptedData {
  readonly id: string;
  readonly written: readonly string[];
  readonly compares?: boolean;
  readonly json?: boolean;
  readonly scores?: boolean;
  readonly pairs?: boolean;
  readonly verdict: string;
  /** What is half a verdict, where there is such a thing; group 1 is its label. */
  readonly loose?: string;
  readonly asked: string;
}

let made: readonly PromptedForm[] | undefined;

function promptedForms(): readonly PromptedForm[] {
  return (made ??= (data as unknown as readonly PromptedData[]).map(formOf));
}

/**
 * The form that a prompt asks for in its own words and in which the answer writes a verdict; undefined if there is none.
 * The form is read by no program that is known.
 */
export function promptedForm(prompt: string, answer: string): JudgeForm | undefined {
  return promptedForms().find(
    ({ form, asked }) => lastVerdict(answer, form.loose) !== undefined && asked.match(prompt, "anywhere") !== undefined,
  )?.form;
}

function formOf({
  id,
  written,
  compares = false,
  json = false,
  scores = false,
  pairs = false,
  ...patterns
}: PromptedData): PromptedForm {
  const verdict = judgePattern(patterns.verdict);
  const loose = patterns.loose === undefined ? verdict : judgePattern(patterns.loose);
  const kind = { compares, json, scores, pairs, begins: false, onlyAsked: true };
  return {
    form: { id, written, ...kind, verdict, loose, asked: [], readers: [] },
    asked: judgePattern(patterns.asked),
  };
}
