import type { Profile } from "../../core/model/profile";
import type { Facts } from "../../core/facts/facts";
import { verdictOf } from "../../core/readings/verdictByReading";
import type { Sample } from "../../core/model/sample";
import { profileOf, type ReadBy } from "../../core/audit/readBy";
import { crashed, tooLong, whyNoTrace } from "../../core/engine/auditRecord";
import { type BatchOfFile, type BatchRecord, readByOf, recordsOf } from "../../core/engine/batch";
import { FilteredTrace } from "../../core/engine/filteredTrace";
import { echoedId, recordId } from "../../core/engine/recordId";
import type { UnreadableRecord } from "../../core/engine/results";
import { passes } from "../../core/filters/filter";
import { isNeutral } from "../../core/profiles/neutral";
import type { RewardDefinition } from "../../core/model/reward";
import type { RecordText } from "../../core/records/stream/recordTexts";
import {
  isFailure,
  quickScorer,
  rewardName,
  rewardNeeds,
  rewardOf,
  type FileReward,
  type QuickScorer,
  type RewardOptions,
} from "../../core/rewards";
import type { Scorer } from "../../core/host/scorer";
import { nodeFiles } from "../../node/fileStore";
import { placedError } from "../output/placedError";
import { printableJson } from "../../core/text/printable";
import { nodeUtf8 } from "../../node/utf8";
import type { Runner } from "../../node/workers/protocol";
import { Setups } from "../audit/setup";
import { toJson } from "../output/json";
import { LinePerLine } from "../output/linePerLine";
import { compared, type Computed } from "./comparison";
import { addCounts, noCounts, type ScoreCounts, type ScoredBatch, type ScoreSettings } from "./job";
import { errorLine, quickLine, rewardLine, undecidedLine, unrewardedLine, type LineHead } from "./lines";
import { askOwn, type Asked } from "./ownAnswers";
import { stackOf } from "../../core/text/thrown";

/** Scores batches, one after the other; the same in the process itself and in a worker. */
export class BatchScorer {
  /** Number of requests sent to the team's own scorer. */
  private requests = 0;
  private readonly setups: Setups;
  private readonly options: RewardOptions;
  /** Name of the file that is scored, as JSON. */
  private file = "";
  private readonly quick = new Map<RewardDefinition, QuickScorer | undefined>();

  private messages: string[] = [];

  /** @param own a team's own scorer, which is also asked for each sample */
  constructor(
    private readonly settings: ScoreSettings,
    private readonly own?: Scorer,
  ) {
    this.setups = new Setups(settings.setup, settings.workingFolder, nodeFiles, (line) => this.messages.push(line));
    this.options = settings.reward;
  }

  async score(job: BatchOfFile, atRecord: (record: number) => void): Promise<ScoredBatch> {
    const { auditor } = await this.setups.of(job.path);
    const by = readByOf(job, auditor);
    this.file = JSON.stringify(job.file);
    const batch: Scoring = { job, by, lines: [], ends: [], asked: [], counts: noCounts, traces: 0 };
    for (const one of recordsOf(job, nodeUtf8, atRecord)) {
      this.scoreRecord(one, batch);
      if (this.settings.linePerLine) batch.ends.push({ ...one.record, end: batch.lines.length });
    }
    const { lines, asked, traces } = batch;
    let counts = addCounts(batch.counts, { ...noCounts, traces });
    if (this.own !== undefined) {
      const isCompared = this.settings.compare !== undefined;
      counts = addCounts(counts, await askOwn(this.own, asked, this.requests, lines, isCompared));
      this.requests += asked.length;
    }
    const written = this.settings.linePerLine
      ? zipped(batch)
      : this.own === undefined
        ? lines
        : lines.filter((one) => one !== "");
    const { messages } = this;
    this.messages = [];
    const text = printableJson(written.length === 0 ? "" : `${written.join("\n")}\n`);
    return { lines: Buffer.from(text), counts, messages };
  }

  private scoreRecord({ record, deadly }: BatchRecord, batch: Scoring): void {
    const { job } = batch;
    if (deadly !== undefined) {
      this.passOver(crashed(job.file, record, deadly), batch);
      return;
    }
    if (record.tooLong !== undefined) {
      this.passOver(tooLong(job.file, record, record.tooLong), batch);
      return;
    }
    try {
      this.scoreText(record, batch);
    } catch (error) {
      this.passOver(crashed(job.file, record, stackOf(error)), batch);
    }
  }

  /** Reports a record that could not be read, here and in its line. */
  private passOver(result: UnreadableRecord, batch: Scoring): void {
    batch.lines.push(JSON.stringify(toJson(result)));
    batch.counts = addCounts(batch.counts, { ...unread(result.file, result.line), crashed: 1 });
    this.messages.push(placedError(result));
  }

  private scoreText(record: RecordText, batch: Scoring): void {
    const { text, index, line } = record;
    const { job, by, lines } = batch;
    const { idField } = this.settings;
    const { samples, problems } = by.format.read(text, index, record);
    if (samples.length === 0) {
      const id = recordId(text, idField);
      lines.push(JSON.stringify({ file: job.file, record: index, line, id, error: whyNoTrace(problems) }));
      batch.counts = addCounts(batch.counts, unread(job.file, line));
    }
    for (const sample of samples) {
      // In column files, `record` is the row.
      const { record, trace } = sample;
      const head = { file: job.file, record, trace, id: echoedId(sample, text, idField) };
      if (!this.isAsked(head, sample, by)) {
        batch.counts = addCounts(batch.counts, { ...noCounts, notPassing: 1 });
        continue;
      }
      const scored = this.scoreSample(head, sample, by);
      if (this.own !== undefined && !sample.unanswered) {
        batch.asked.push({ line: lines.length, head, sample, computed: scored.computed });
      }
      if (scored.line !== undefined || this.own !== undefined) lines.push(scored.line ?? "");
      if (scored.counts === oneTrace) batch.traces++;
      else batch.counts = addCounts(batch.counts, scored.counts);
    }
  }

  /** Does the sample pass the filter? Its reward is the one that this run computes. */
  private isAsked({ file, id }: LineHead, sample: Sample, by: ReadBy): boolean {
    const { only } = this.settings;
    if (only === undefined) return true;
    const reward = (): ReturnType<typeof rewardOf> => {
      const own = profileOf(sample, by);
      return own && rewardOf(by.auditor.factsOf(sample, own), this.options);
    };
    return passes(only, new FilteredTrace({ file, id, sample, by, reward }));
  }

  private scoreSample(head: LineHead, sample: Sample, by: ReadBy): Scored {
    const profile = profileOf(sample, by);
    const why = whyNotScored(sample, profile, by.paid);
    if (why !== undefined || profile === undefined) {
      const { line, counts } = failed(errorLine(head, why ?? noProfile));
      return { line, counts: why === noProfile ? { ...counts, unprofiled: 1 } : counts };
    }
    const quick = this.quickScorer(profile);
    if (quick !== undefined) return this.quickly(head, sample, profile, quick);
    const facts = by.auditor.factsOf(sample, profile, by.paid);
    if (profile.reward === null) return this.unrewarded(head, facts);
    const reward = rewardOf(facts, this.options);
    if (reward === undefined) return failed(errorLine(head, missing(profile)));
    if (isFailure(reward)) {
      const { undecided, message } = reward.error;
      if (undecided === undefined) return failed(errorLine(head, reward.error));
      if (this.settings.compare !== undefined) return { line: undefined, counts: oneTrace };
      const why = this.settings.explain ? message : undefined;
      return { line: undecidedLine(head, rewardName(profile), undecided, why), counts: oneTrace };
    }
    const { compare } = this.settings;
    if (compare === undefined)
      return { line: rewardLine(head, rewardName(profile), reward, this.settings.explain), counts: oneTrace };
    const computed: Computed = { reward, source: facts, options: this.options };
    if (compare === "scorer") return { line: undefined, counts: oneTrace, computed };
    const { score: recorded } = sample.attributes;
    if (recorded === undefined) return { line: undefined, counts: oneTrace };
    const { line, counts } = compared(head, "recorded", recorded, computed);
    return { line, counts: addCounts(counts, oneTrace) };
  }

  /** No reward is known: there is no score, but the computable parts are given. */
  private unrewarded(head: LineHead, facts: Facts): Scored {
    if (this.settings.compare !== undefined) return { line: undefined, counts: oneTrace };
    const verdict = verdictOf(facts);
    const judged = verdict && { verdict, gold: facts.sample.attributes.gold };
    const parts = facts.computedParts;
    const undecided = (facts.paid?.columns ?? []).filter(({ name }) => parts.every(({ id }) => id !== name));
    const names = undecided.map(({ name }) => name);
    return { line: unrewardedLine(head, parts, names, this.settings.explain, judged), counts: oneTrace };
  }

  /** The fast way, used for most samples: no facts and no derivation, which cost several times the score itself. */
  private quickly(head: LineHead, sample: Sample, profile: Profile, score: QuickScorer): Scored {
    const numbers = score(sample);
    if (numbers === undefined) return failed(errorLine(head, missing(profile)));
    if (isFailure(numbers)) return failed(errorLine(head, numbers.error));
    return { line: quickLine(head, this.file, numbers), counts: oneTrace };
  }

  /** Undefined if more than numbers is wanted, or if the profile's reward has no fast way. */
  private quickScorer({ reward }: Profile): QuickScorer | undefined {
    if (reward === null || this.settings.explain || this.settings.compare !== undefined) return undefined;
    if (!this.quick.has(reward)) this.quick.set(reward, quickScorer(reward, this.options));
    return this.quick.get(reward);
  }
}

/** A batch that is being scored. */
interface Scoring {
  readonly job: BatchOfFile;
  readonly by: ReadBy;
  readonly lines: string[];
  /** Where the lines of each record end. Kept only if there is one output line for each input line. */
  readonly ends: (RecordText & { readonly end: number })[];
  readonly asked: Asked[];
  counts: ScoreCounts;
  /** Traces that are counted nowhere else: nearly all. */
  traces: number;
}

interface Scored {
  readonly line: string | undefined;
  readonly counts: ScoreCounts;
  /** The value with which a team's own scorer is compared. */
  readonly computed?: Computed;
}

const oneTrace: ScoreCounts = { ...noCounts, traces: 1 };

/** @param line counts from 0 */
function unread(file: string, line: number): ScoreCounts {
  return { ...noCounts, errors: 1, unread: 1, firstUnread: `${file}:${line + 1}` };
}

function failed(line: string): Scored {
  return { line, counts: { ...noCounts, traces: 1, errors: 1 } };
}

interface Reason {
  readonly code: string;
  readonly message: string;
}

const noProfile: Reason = {
  code: "no-profile",
  message:
    "The trace looks like no profile, so it is not known what rewards it: name one with --profile, or a reward with --reward. Which one gives the recorded scores, --recognise says.",
};
const noGroundTruth: Reason = {
  code: "no-ground-truth",
  message: "There is no ground truth beside the completion to score it against.",
};

function whyNotScored(sample: Sample, profile: Profile | undefined, paid: FileReward | undefined): Reason | undefined {
  if (sample.unanswered) return { code: "no-completion", message: "The record has no completion yet." };
  if (!sample.rewarded) {
    return {
      code: "not-rewarded",
      message: "This trace has no reward: it is an earlier turn of the dialogue, or an earlier output of its rollout.",
    };
  }
  if (profile === undefined) return noProfile;
  const isKnown = profile.reward !== null || (paid?.columns.length ?? 0) > 0;
  if (isNeutral(profile) && !isKnown) return noProfile;
  return undefined;
}

/** What the sample lacks apart from its completion. */
function missing({ reward }: Profile): Reason {
  return rewardNeeds(reward).includes("gold")
    ? { code: "no-gold", message: "There is no gold label to compare the verdict with." }
    : noGroundTruth;
}

/** The batch's lines, one for each input line. */
function zipped({ job, lines, ends }: Scoring): string[] {
  const all = new LinePerLine(job.file, job.batch);
  let start = 0;
  for (const { index, line, end } of ends) {
    all.add(
      index,
      line,
      lines.slice(start, end).filter((one) => one !== ""),
    );
    start = end;
  }
  return all.whole();
}

/** Makes the function that scores batches, in a worker, or in the main thread if no scorer of the team's own runs. */
export function startScoring(settings: ScoreSettings): Runner<BatchOfFile, ScoredBatch> {
  return startScoringWith(settings, undefined);
}

export function startScoringWith(settings: ScoreSettings, own: Scorer | undefined): Runner<BatchOfFile, ScoredBatch> {
  const scorer = new BatchScorer(settings, own);
  return (job, atRecord) => scorer.score(job, atRecord);
}
