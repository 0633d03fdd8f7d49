import type { Auditor } from "../../core/audit/auditor";
import type { Profile } from "../../core/model/profile";
import type { RecordFormat } from "../../core/model/record";
import type { Sample } from "../../core/model/sample";
import { jsonFormat } from "../../core/records/formats";
import { jsonRecordFormat } from "../../core/records/reading/readRecord";
import { traceFileFormat } from "../../core/records/traceFile/traceFileFormat";
import type { RewardDefinition } from "../../core/model/reward";
import {
  isFailure,
  quickScorer,
  rewardNeeds,
  rewardOf,
  type QuickScorer,
  type RewardOptions,
} from "../../core/rewards";
import type { ScorerProcess } from "../../node/scorerProcess";
import { Setups } from "../auditing/setup";
import { recordTexts, type RecordText } from "../input/recordTexts";
import { compared, type Computed } from "./comparison";
import { addCounts, noCounts, type ScoreCounts, type ScoredBatch, type ScoreJob, type ScoreSettings } from "./job";
import { errorLine, quickLine, rewardLine, type LineHead } from "./lines";
import { askOwn, type Asked } from "./ownAnswers";

/** Scores batches, one after the other; the same in the process itself and in a worker. */
export class BatchScorer {
  private readonly setups: Setups;
  private readonly options: RewardOptions;
  /** Name of the file that is scored, as JSON. */
  private file = "";
  private readonly quick = new Map<RewardDefinition, QuickScorer | undefined>();

  /** @param own a team's own scorer, which is asked for each sample too */
  constructor(
    private readonly settings: ScoreSettings,
    log: (line: string) => void,
    private readonly own?: ScorerProcess,
  ) {
    this.setups = new Setups(settings.setup, settings.workingFolder, log);
    this.options = settings.reward;
  }

  async score(job: ScoreJob): Promise<ScoredBatch> {
    const { auditor } = await this.setups.of(job.path);
    const format = formatOf(job);
    const fileProfile = job.profile === undefined ? undefined : auditor.profileNamed(job.profile);
    this.file = JSON.stringify(job.file);
    const batch: Scoring = { job, auditor, format, fileProfile, lines: [], asked: [], counts: noCounts, traces: 0 };
    let index = job.firstRecord;
    for (const record of recordTexts(job.content, format.container)) this.scoreRecord(record, index++, batch);
    const { lines, asked, traces } = batch;
    let counts = addCounts(batch.counts, { ...noCounts, traces });
    if (this.own !== undefined) {
      counts = addCounts(counts, await askOwn(this.own, asked, lines, this.settings.compare !== undefined));
    }
    const written = this.own === undefined ? lines : lines.filter((one) => one !== "");
    return { lines: Buffer.from(written.length === 0 ? "" : `${written.join("\n")}\n`), counts };
  }

  private scoreRecord({ text, line: lineOfBatch, unfinished }: RecordText, index: number, batch: Scoring): void {
    const { job, auditor, format, fileProfile, lines } = batch;
    const { samples, problems } = format.read(text, index, unfinished);
    if (samples.length === 0) {
      const line = job.firstLine + lineOfBatch;
      const { code, message } = problems.find(({ severity }) => severity === "error") ??
        problems[0] ?? { code: "no-trace", message: "This record holds no trace." };
      lines.push(JSON.stringify({ file: job.file, record: index, line, error: { code, message } }));
      batch.counts = addCounts(batch.counts, { ...noCounts, errors: 1 });
    }
    for (const sample of samples) {
      // Of columns, `record` is the row.
      const record = format.container === "columns" ? job.firstRecord + sample.record : index;
      const head = { file: job.file, record, trace: sample.trace, id: sample.attributes.id };
      const own = sample.attributes.profile;
      const profile = (own === undefined ? undefined : auditor.profileNamed(own)) ?? fileProfile;
      const scored = this.scoreSample(head, sample, profile, auditor);
      if (this.own !== undefined && !sample.unanswered) {
        batch.asked.push({ line: lines.length, head, sample, computed: scored.computed });
      }
      if (scored.line !== undefined || this.own !== undefined) lines.push(scored.line ?? "");
      if (scored.counts === oneTrace) batch.traces++;
      else batch.counts = addCounts(batch.counts, scored.counts);
    }
  }

  private scoreSample(head: LineHead, sample: Sample, profile: Profile | undefined, auditor: Auditor): Scored {
    const why = whyNotScored(sample, profile);
    if (why !== undefined || profile === undefined) return failed(errorLine(head, why ?? noProfile));
    const quick = this.quickScorer(profile);
    if (quick !== undefined) return this.quickly(head, sample, profile, quick);
    const facts = auditor.factsOf(sample, profile);
    const reward = rewardOf(facts, this.options);
    if (reward === undefined) return failed(errorLine(head, missing(profile)));
    if (isFailure(reward)) return failed(errorLine(head, reward.error));
    const { compare } = this.settings;
    if (compare === undefined) return { line: rewardLine(head, reward, this.settings.explain), counts: oneTrace };
    const computed: Computed = { reward, source: facts, options: this.options };
    if (compare === "scorer") return { line: undefined, counts: oneTrace, computed };
    const { score: recorded } = sample.attributes;
    if (recorded === undefined) return { line: undefined, counts: oneTrace };
    const { line, counts } = compared(head, "recorded", recorded, computed);
    return { line, counts: addCounts(counts, oneTrace) };
  }

  /** The way of the many: no facts and no derivation, which cost several times the score itself. */
  private quickly(head: LineHead, sample: Sample, profile: Profile, score: QuickScorer): Scored {
    const numbers = score(sample);
    if (numbers === undefined) return failed(errorLine(head, missing(profile)));
    if (isFailure(numbers)) return failed(errorLine(head, numbers.error));
    return { line: quickLine(head, this.file, numbers), counts: oneTrace };
  }

  /** Undefined where more than numbers is asked for, or the profile's reward has no such way. */
  private quickScorer({ reward }: Profile): QuickScorer | undefined {
    if (reward === null || this.settings.explain || this.settings.compare !== undefined) return undefined;
    if (!this.quick.has(reward)) this.quick.set(reward, quickScorer(reward, this.options));
    return this.quick.get(reward);
  }
}

/** A batch that is being scored. */
interface Scoring {
  readonly job: ScoreJob;
  readonly auditor: Auditor;
  readonly format: RecordFormat;
  /** The profile that its file is read by. */
  readonly fileProfile: Profile | undefined;
  readonly lines: string[];
  readonly asked: Asked[];
  counts: ScoreCounts;
  /** Those of which nothing else is to be counted: nearly all. */
  traces: number;
}

interface Scored {
  readonly line: string | undefined;
  readonly counts: ScoreCounts;
  /** What a team's own scorer is held against. */
  readonly computed?: Computed;
}

const oneTrace: ScoreCounts = { ...noCounts, traces: 1 };

function failed(line: string): Scored {
  return { line, counts: { ...noCounts, traces: 1, errors: 1 } };
}

interface Reason {
  readonly code: string;
  readonly message: string;
}

const noProfile: Reason = {
  code: "no-profile",
  message: "The trace looks like no profile, so it is not known what rewards it: name one with --profile.",
};
const noGroundTruth: Reason = {
  code: "no-ground-truth",
  message: "There is no ground truth beside the completion to score it against.",
};

function whyNotScored(sample: Sample, profile: Profile | undefined): Reason | undefined {
  if (sample.unanswered) return { code: "no-completion", message: "The record has no completion yet." };
  if (!sample.rewarded) {
    return { code: "not-rewarded", message: "This trace has no reward: it is an earlier turn of the dialogue." };
  }
  if (profile === undefined) return noProfile;
  if (profile.reward !== null) return undefined;
  return {
    code: "no-reward",
    message: `The profile ${profile.name} names no reward: give it one under "reward" in trace-auditor.json.`,
  };
}

/** What the sample lacks beside its completion. */
function missing({ reward }: Profile): Reason {
  return rewardNeeds(reward).includes("gold")
    ? { code: "no-gold", message: "There is no gold label to hold the verdict against." }
    : noGroundTruth;
}

const formats = new Map<string, RecordFormat>();

function formatOf({ format: id, container }: ScoreJob): RecordFormat {
  if (container === "trace") return traceFileFormat;
  const key = `${container} ${id}`;
  let format = formats.get(key);
  if (format === undefined) {
    const known = jsonFormat(id);
    if (known === undefined) throw new Error(`no record format is named ${id}`);
    formats.set(key, (format = jsonRecordFormat(known, container)));
  }
  return format;
}
