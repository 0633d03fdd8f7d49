import type { Verdict } from "../model/sample";
import type { Span } from "../text/span";
import { sftFilterWindow, trainWindow, verdictMarker, type VerdictReading, type VerdictReadings } from "./verdicts";

/** The readings by which training and evaluation go. */
export type OfficialReading = VerdictReading<"train"> | VerdictReading<"eval"> | VerdictReading<"sftFilter">;

/** A reading that takes the trace for something else than its author meant, and whom that misleads. */
export interface ReadingConflict {
  readonly reading: OfficialReading["name"];
  /** What it reads; undefined for no verdict. */
  readonly verdict: Verdict | undefined;
  readonly failure: OfficialReading["failure"];
  /** The text that misleads it, where there is one. */
  readonly span: Span | undefined;
  /** What is read, by which step of training or evaluation, and what that costs: one sentence. */
  readonly message: string;
}

/**
 * The readings that differ from what the author meant (the parsed verdict).
 *
 * Where the trace has no parsed verdict there is nothing to differ from: readings that nevertheless find one are listed.
 */
export function readingConflicts(readings: VerdictReadings): ReadingConflict[] {
  const meant = readings.parsed.verdict;
  return [readings.train, readings.eval, readings.sftFilter]
    .filter((reading) => reading.verdict !== meant)
    .map((reading) => ({
      reading: reading.name,
      verdict: reading.verdict,
      failure: reading.failure,
      span: reading.span,
      message: explain(reading, meant),
    }));
}

function explain(reading: OfficialReading, meant: Verdict | undefined): string {
  const against = meant === undefined ? "though the trace has no readable verdict" : `though the verdict is ${meant}`;
  const { verdict } = reading;
  switch (reading.name) {
    case "train":
      if (verdict !== undefined)
        return `RL training reads ${verdict} in the last ${trainWindow} characters, ${against}: the reward goes to the wrong side.`;
      return reading.failure === "both"
        ? `RL training finds both verdicts in the last ${trainWindow} characters, ${against}: the reward is −1 whatever the gold label is.`
        : `RL training finds no \`<answer>[[A]]</answer>\` or \`<answer>[[B]]</answer>\` in the last ${trainWindow} characters, ${against}: the reward is −1 whatever the gold label is.`;
    case "eval":
      if (verdict !== undefined)
        return `The benchmark scripts read \`${verdictMarker(verdict)}\` wherever it stands, ${against}: the result is scored for ${verdict}.`;
      return reading.failure === "both"
        ? `The benchmark scripts find both \`[[A]]\` and \`[[B]]\` in the text, ${against}: the result counts as an error and scores 0.`
        : `The benchmark scripts find neither \`[[A]]\` nor \`[[B]]\`, ${against}: the result counts as an error and scores 0.`;
    case "sftFilter":
      if (verdict !== undefined)
        return `The filter of distilled traces reads ${verdict} in the last ${sftFilterWindow} characters, ${against}: a wrong judgement can get into the SFT set, or a right one be kept out.`;
      return reading.failure === "both"
        ? `The filter of distilled traces finds both verdicts in the last ${sftFilterWindow} characters, ${against}: it keeps the trace whatever the gold label is.`
        : `The filter of distilled traces finds no verdict in the last ${sftFilterWindow} characters, ${against}: the trace is dropped from the SFT set.`;
  }
}
