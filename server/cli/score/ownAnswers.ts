import type { Sample } from "../../core/model/sample";
import { readScorerAnswer, scorerRequest, type OwnScore, type OwnScoreFailure } from "../../core/rewards/ownScorer";
import type { Scorer } from "../../core/host/scorer";
import { compared, type Computed } from "./comparison";
import { addCounts, noCounts, type ScoreCounts } from "./job";
import type { LineHead } from "./lines";

/** A sample that a team's own scorer is asked about. */
export interface Asked {
  /** Number of its line. */
  readonly line: number;
  readonly head: LineHead;
  readonly sample: Sample;
  /** The value with which its answer is compared; undefined if it is not compared. */
  readonly computed: Computed | undefined;
}

/**
 * Asks a team's own scorer, and adds its answers to the lines, or lists where it differs.
 *
 * @param first number of the first request: requests are numbered through a run, however it is cut into batches
 * @param compare list only the lines where it differs?
 */
export async function askOwn(
  own: Scorer,
  asked: readonly Asked[],
  first: number,
  lines: string[],
  compare: boolean,
): Promise<ScoreCounts> {
  const requests = asked.map(({ head, sample }, i) => scorerRequest(first + i, sample, head.file));
  let counts = noCounts;
  let i = 0;
  for await (const answer of own.ask(requests)) {
    const one = asked[i];
    const read = readScorerAnswer(answer, first + i++);
    if (one === undefined) break;
    if (!compare) lines[one.line] = withOwn(lines[one.line] ?? "", read);
    else if ("error" in read) {
      const { file, record, trace } = one.head;
      lines[one.line] = JSON.stringify({ file, record, trace, scorer: read });
      counts = addCounts(counts, { ...noCounts, errors: 1 });
    } else if (one.computed !== undefined) {
      const result = compared(one.head, "scorer", read.score, one.computed);
      lines[one.line] = result.line ?? "";
      counts = addCounts(counts, result.counts);
    }
  }
  return counts;
}

/** A line with the scorer's answer as its last key. */
function withOwn(line: string, own: OwnScore | OwnScoreFailure): string {
  return `${line.slice(0, -1)},"scorer":${JSON.stringify(own)}}`;
}
