import type { Sample } from "../model/sample";
import { type OwnAnswer, readScorerAnswer, scorerRequest } from "../rewards/ownScorer";
import { type Scorer, ScorerFailure } from "../host/scorer";

/** A scorer's answers for samples, in the samples' order, and why it stopped early if it did. */
export interface ScorerRun {
  readonly answers: readonly OwnAnswer[];
  readonly failure: ScorerFailure | undefined;
}

/**
 * Runs a scorer on samples, then ends it.
 *
 * Answers are assigned to samples by their order alone. If a line is no answer, or there are more lines than samples,
 * the order is in doubt, and answers that may belong to another sample are left out.
 *
 * @param onAnswer called with the number of samples answered so far
 */
export async function runScorer(
  scorer: Scorer,
  samples: readonly Sample[],
  dataSource: string,
  onAnswer: (answered: number) => void,
): Promise<ScorerRun> {
  const answers: OwnAnswer[] = [];
  try {
    const requests = samples.map((sample, i) => scorerRequest(i, sample, dataSource));
    for await (const line of scorer.ask(requests)) {
      answers.push(readScorerAnswer(line, answers.length));
      onAnswer(answers.length);
    }
    await scorer.finish();
    return { answers, failure: undefined };
  } catch (failure) {
    if (!(failure instanceof ScorerFailure)) throw failure;
    if (failure.kind === "surplus") return { answers: [], failure };
    const doubtful = answers.findIndex((answer) => "error" in answer && answer.error.code === "scorer-answer");
    return { answers: doubtful < 0 ? answers : answers.slice(0, doubtful), failure };
  } finally {
    scorer.end();
  }
}
