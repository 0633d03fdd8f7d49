import type { Sample } from "../model/sample";
import { type OwnAnswer, scorerRequest } from "../rewards/ownScorer";

/** Maximum length of the kept texts, in UTF-16 units. */
const maxKept = 100_000_000;

interface Kept {
  readonly file: string;
  readonly command: string;
  readonly groundTruth: string | null;
  /** Everything else that the scorer got about the sample, as JSON. */
  readonly info: string;
  readonly answer: OwnAnswer;
}

/**
 * The answers of a team's own scorer for samples.
 *
 * An answer belongs to the texts for which it was given: an edited sample has none, and has it again once the edit is
 * undone; a record in its file and the same record as a document share it.
 */
export class OwnScores {
  /** By the completion. The text is the sample's own string, so keeping it costs little while it is open. */
  private readonly kept = new Map<string, Kept[]>();
  private size = 0;
  /** Changes whenever an answer is added or removed. */
  generation = 0;

  /**
   * @param fileOf the file that a document belongs to: a record shown as a document belongs to the file that holds it
   * @param isTrusted does the user trust the workspace? Until then no scorer is offered, and none is run.
   * @param maxText UTF-16 units of text; beyond that the oldest answers are forgotten
   */
  constructor(
    private readonly fileOf: (document: string) => string,
    public isTrusted: boolean,
    private readonly maxText = maxKept,
  ) {}

  keep(uri: string, command: string, sample: Sample, answer: OwnAnswer): void {
    this.generation++;
    const { completion, groundTruth, info, file } = keyOf(this.fileOf(uri), sample);
    const others = (this.kept.get(completion) ?? []).filter(
      (one) => one.file !== file || one.groundTruth !== groundTruth || one.info !== info,
    );
    this.drop(completion);
    this.add(completion, [...others, { file, command, groundTruth, info, answer }]);
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.maxText || oldest === completion) break;
      this.drop(oldest);
    }
  }

  /** The answer for the sample in its present form. */
  of(uri: string, sample: Sample): OwnAnswer | undefined {
    if (this.kept.size === 0) return undefined;
    const { completion, groundTruth, info, file } = keyOf(this.fileOf(uri), sample);
    return this.kept
      .get(completion)
      ?.find((one) => one.file === file && one.groundTruth === groundTruth && one.info === info)?.answer;
  }

  /** Drops the answers for a file's samples of other scorers than the one named now; were there any? */
  forgetOthers(uri: string, command: string | undefined): boolean {
    const file = this.fileOf(uri);
    let forgot = false;
    this.generation++;
    for (const [completion, all] of [...this.kept]) {
      const left = all.filter((one) => one.file !== file || one.command === command);
      if (left.length === all.length) continue;
      forgot = true;
      this.drop(completion);
      this.add(completion, left);
    }
    return forgot;
  }

  /** The files that have an answer for some sample. */
  get files(): ReadonlySet<string> {
    return new Set([...this.kept.values()].flat().map(({ file }) => file));
  }

  private add(completion: string, all: Kept[]): void {
    if (all.length === 0) return;
    this.kept.set(completion, all);
    this.size += sizeOf(completion, all);
  }

  private drop(completion: string): void {
    this.size -= sizeOf(completion, this.kept.get(completion) ?? []);
    this.kept.delete(completion);
  }
}

function sizeOf(completion: string, all: readonly Kept[]): number {
  return all.reduce(
    (sum, { groundTruth, info }) => sum + completion.length + (groundTruth ?? "").length + info.length,
    0,
  );
}

function keyOf(file: string, sample: Sample): Omit<Kept, "answer" | "command"> & { readonly completion: string } {
  const { solution_str: completion, ground_truth: groundTruth, extra_info } = scorerRequest(0, sample, "");
  return { completion, groundTruth, info: JSON.stringify(extra_info), file };
}
