import { judgementSample, profileOfPrompt, type AnswerSoFar } from "../../judge/audit/judgementSample";
import type { Prompt } from "../../judge/prompts/prompt";
import type { Sample } from "../../model/sample";
import { writeTraceFile } from "../../records/traceFile/writeTraceFile";

/** An answer, and whether more of it is to come. */
export interface ShownAnswer extends AnswerSoFar {
  readonly growing: boolean;
}

/** A sample whose text was another one when it was judged: what the judge was shown is not known any more. */
export function withoutTexts(judged: Sample): Sample {
  return { ...judged, turns: [], tools: undefined, responses: undefined, groundTruth: undefined };
}

/**
 * Judgements of a sample as `.trace` text, read by the same grammar and rules as any trace; each answer is one sample.
 */
export function judgementsAsTrace(judged: Sample, prompt: Prompt, answers: readonly ShownAnswer[]): string {
  const samples = answers.map((answer): Sample => {
    const { sample } = judgementSample(judged, prompt, answer);
    const { id } = sample.attributes;
    const order = answer.order === undefined ? undefined : `${answer.order} order`;
    const shownId = [id, order].filter((each) => each !== undefined).join(" ");
    return {
      ...sample,
      attributes: {
        ...sample.attributes,
        ...(shownId !== "" && { id: shownId }),
        ...(answer.growing && { growing: true as const }),
      },
    };
  });
  return writeTraceFile(samples, profileOfPrompt(prompt).name).text;
}
