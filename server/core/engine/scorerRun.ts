import type { Sample } from "../model/sample";
import { type OwnAnswer, readScorerAnswer, scorerRequest } from "../rewards/ownScorer";
import { type Scorer, ScorerFailure } from "../host/scorer";

/** What a scorer said of samples, in their order, as far as it came, and why it did not come to their end. */
export interface ScorerRun {
  readonly answers: readonly OwnAnswer[];
  readonly failure: ScorerFailure | undefined;
}

/**
 * Asks a scorer about samples, and ends it.
 *
 * Answers are told apart by their order alone. Where that is in doubt, because a line came that is no answer, or more lines
 * than there are samples, those that may stand at the wrong sample are left out.
 *
 * @param onAnswer hears how many are answered
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
