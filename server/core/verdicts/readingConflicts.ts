import type { Verdict } from "../model/sample";
import type { Span } from "../text/span";
import { verdictMarker, type VerdictForm } from "./verdictForm";
import { verdictReaders, type VerdictReader, type VerdictReaderName } from "./readers/verdictReaders";
import type { VerdictReading, VerdictReadings } from "./verdicts";
import { lostVerdict, type VerdictStake } from "./verdictStake";

/** The readings that training and evaluation use. */
export type OfficialReading = { [Name in VerdictReaderName]: VerdictReading<Name> }[VerdictReaderName];

/** A reading that differs from what the trace's author meant, and who is misled by it. */
export interface ReadingConflict {
  readonly reading: OfficialReading["name"];
  /** The verdict that it reads; undefined for none. */
  readonly verdict: Verdict | undefined;
  readonly failure: OfficialReading["failure"];
  /** The text that misleads it, if there is one. */
  readonly span: Span | undefined;
  /** One sentence: what is read, by which step of training or evaluation, and what that costs. */
  readonly message: string;
}

/**
 * The readings that differ from what the author meant (the parsed verdict).
 *
 * If the trace has no parsed verdict, the readings that still find one are listed.
 *
 * @param stake of the known reward; undefined if none is known
 */
export function readingConflicts(
  readings: VerdictReadings,
  form: VerdictForm,
  stake: VerdictStake | undefined,
): ReadingConflict[] {
  const meant = readings.parsed.verdict;
  return [readings.train, readings.eval, readings.sftFilter]
    .filter((reading) => reading.verdict !== meant)
    .map((reading) => ({
      reading: reading.name,
      verdict: reading.verdict,
      failure: reading.failure,
      span: reading.span,
      message: explain(reading, meant, form, stake),
    }));
}

function explain(
  reading: OfficialReading,
  meant: Verdict | undefined,
  form: VerdictForm,
  stake: VerdictStake | undefined,
): string {
  const against = meant === undefined ? "though the trace has no readable verdict" : `though the verdict is ${meant}`;
  return `${whatIsRead(reading, form)}, ${against}${effectOf(reading, stake)}.`;
}

/** "RL training reads B in the last 80 characters". */
function whatIsRead({ name, verdict, failure }: OfficialReading, form: VerdictForm): string {
  const { who, window, form: reads }: VerdictReader = verdictReaders[name];
  const finds = who.endsWith("s") ? "find" : "finds";
  const code = (text: string): string => `\`${text}\``;
  if (window === null) {
    if (verdict !== undefined) return `${who} read ${code(verdictMarker(verdict))} wherever it stands`;
    const [a, b] = [code(verdictMarker("A")), code(verdictMarker("B"))];
    return failure === "both"
      ? `${who} ${finds} both ${a} and ${b} in the text`
      : `${who} ${finds} neither ${a} nor ${b}`;
  }
  const where = `in the last ${window} characters`;
  if (verdict !== undefined) return `${who} reads ${verdict} ${where}`;
  if (failure === "both") return `${who} ${finds} both verdicts ${where}`;
  return reads === "tagged"
    ? `${who} ${finds} no ${code(form.write("A"))} or ${code(form.write("B"))} ${where}`
    : `${who} ${finds} no verdict ${where}`;
}

/** The consequence for training, benchmarks or the set of distilled traces. */
function effectOf({ name, verdict, failure }: OfficialReading, stake: VerdictStake | undefined): string {
  switch (name) {
    case "train": {
      if (stake?.reading !== name) return "";
      return verdict === undefined
        ? `: ${lostVerdict(stake)} whatever the gold label is`
        : ": the reward goes to the wrong side";
    }
    case "eval":
      return verdict === undefined
        ? ": the result counts as an error and scores 0"
        : `: the result is scored for ${verdict}`;
    case "sftFilter":
      if (verdict !== undefined) return ": a wrong judgement can get into the SFT set, or a right one be kept out";
      return failure === "both"
        ? ": it keeps the trace whatever the gold label is"
        : ": the trace is dropped from the SFT set";
  }
}
