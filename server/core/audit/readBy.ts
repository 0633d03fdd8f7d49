import type { InSteps } from "../host/inSteps";
import type { Profile } from "../model/profile";
import type { ReadRecord, RecordFormat, RecordProblem } from "../model/record";
import type { Sample } from "../model/sample";
import { neutralProfile, textProfile } from "../profiles/neutral";
import { withDialect } from "../profiles/withDialect";
import { withReaders } from "../profiles/withReaders";
import {
  askedPreset,
  fileReward,
  fileRewardSteps,
  recordsReward,
  withAskedReward,
  withRecognised,
  type FileReward,
} from "../rewards";
import { ruleNamed, rules, unreadableRecord } from "../rules";
import { nearestName } from "../text/nearestName";
import type { AuditResult } from "./auditSample";
import type { Auditor } from "./auditor";

/** How the records of a file are read and audited. */
export interface ReadBy {
  readonly auditor: Auditor;
  readonly format: RecordFormat;
  /** The file's profile; undefined if none fits. */
  readonly profile: Profile | undefined;
  /** Id of the dialect of the file's traces whose profile names none. Undefined if nothing tells. */
  readonly dialect: string | undefined;
  /** Whether the user names the dialect. It then holds for every trace. */
  readonly isDialectAsked?: boolean;
  /** What the file's recorded rewards say about the reward that was paid; undefined if none is recorded. */
  readonly paid?: FileReward | undefined;
}

/** What was found in one sample, and the profile it was read by. */
export interface AuditedSample extends AuditResult {
  readonly sample: Sample;
  readonly profile: Profile;
}

/**
 * The profile that a sample is read by: the one it asks for, else the file's. If it names no dialect or reward, it gets
 * the file's dialect and the reward that the file's recorded ones agree with.
 */
export function profileOf(sample: Sample, by: Omit<ReadBy, "format">): Profile | undefined {
  const { auditor, profile, paid, dialect, isDialectAsked } = by;
  const own = sample.attributes.profile;
  const found = (own === undefined ? undefined : auditor.profileNamed(own)) ?? profile;
  const { rewardOptions } = auditor;
  // A reward that the user asks for needs no profile.
  const isAsked = isDialectAsked === true || askedPreset(rewardOptions) !== undefined;
  if (found === undefined && !isAsked) return unprofiled(sample, paid);
  const read = withDialect(found ?? neutralProfile(), dialect, isDialectAsked);
  return withRecognised(withAskedReward(withReaders(read, auditor.readers), rewardOptions), paid);
}

/**
 * What a sample is read by if no profile fits. Calls that a record gives as data are checked, whatever the file's other
 * records hold; and recognised rewards score any text.
 */
function unprofiled({ calls }: Sample, paid: FileReward | undefined): Profile | undefined {
  if (calls.length > 0) return withRecognised(neutralProfile(), paid);
  return paid === undefined || (paid.agrees.length === 0 && paid.columns.length === 0)
    ? undefined
    : withRecognised(textProfile, paid);
}

/** What recorded rewards say about the reward that was paid, from the samples whose profile does not name it. */
export function paidIn(samples: readonly Sample[], by: Omit<ReadBy, "format">): FileReward | undefined {
  return fileReward(recordingRewards(samples, by));
}

/** What takes long in {@link paidIn}, in steps: afterwards it is done at once. */
export function paidInSteps(samples: readonly Sample[], by: Omit<ReadBy, "format">): InSteps<undefined> {
  return fileRewardSteps(recordingRewards(samples, by));
}

function recordingRewards(samples: readonly Sample[], by: Omit<ReadBy, "format">): readonly Sample[] {
  return samples.filter((sample) => recordsReward(sample) && (profileOf(sample, by)?.reward ?? null) === null);
}

/** Does a record say who wrote the text, so that it is a model's? A file of text alone may be anything. */
function isAnswer({ turns }: Sample): boolean {
  return turns.length > 0;
}

/** Samples with their findings, without samples that no profile reads and that are no answer. */
export function auditSamples(samples: readonly Sample[], by: Omit<ReadBy, "format">): AuditedSample[] {
  const audited: AuditedSample[] = [];
  for (const sample of samples) {
    // A fragment of a turn lacks the layout of a whole one, so no rule applies.
    if (sample.fragment) continue;
    const profile = profileOf(sample, by) ?? (isAnswer(sample) ? textProfile : undefined);
    if (profile === undefined) continue;
    const { findings, leftOut, facts } = by.auditor.audit(sample, profile, by.paid);
    audited.push({ sample, profile, findings, leftOut, facts });
  }
  return audited;
}

/** Problems of the record itself, with the severities from the settings. */
export function problemsOf({ samples, problems }: ReadRecord, auditor: Auditor): readonly RecordProblem[] {
  const { profile: wanted, off = [] } = samples[0]?.attributes ?? {};
  if (off.includes(unreadableRecord.id)) return [];
  const found = [...problems];
  if (wanted !== undefined && auditor.profileNamed(wanted) === undefined) found.push(unknownProfile(wanted, auditor));
  for (const id of off) if (ruleNamed(id) === undefined) found.push(unknownRule(id));
  return auditor.settled(found);
}

function unknownRule(id: string): RecordProblem {
  const near = nearestName(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  return {
    code: "unknown-rule",
    severity: "error",
    span: { start: 0, end: 0 },
    message: `There is no rule ${JSON.stringify(id)} to switch off.${hint} Rules are named behind off= by their ids, with commas between.`,
  };
}

function unknownProfile(name: string, auditor: Auditor): RecordProblem {
  const known = auditor.profiles.map((profile) => profile.name).join(", ");
  return {
    code: "unknown-profile",
    severity: "error",
    span: { start: 0, end: 0 },
    message: `There is no profile ${JSON.stringify(name)}: the file's own profile is taken. Known are ${known}; a team's own stand in trace-auditor.json.`,
  };
}
