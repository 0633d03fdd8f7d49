import type { Profile } from "../model/profile";
import type { ReadRecord, RecordFormat, RecordProblem } from "../model/record";
import type { Sample } from "../model/sample";
import { neutralProfile } from "../profiles/neutral";
import { withDialect } from "../profiles/withDialect";
import { withReaders } from "../profiles/withReaders";
import { askedPreset, fileReward, isScored, withAskedReward, withRecognised, type FileReward } from "../rewards";
import { ruleNamed, rules, unreadableRecord } from "../rules";
import { nearestName } from "../text/nearestName";
import type { AuditResult } from "./auditSample";
import type { Auditor } from "./auditor";

/** By what the records of a file are read and audited. */
export interface ReadBy {
  readonly auditor: Auditor;
  readonly format: RecordFormat;
  /** The file's profile; undefined where none fits. */
  readonly profile: Profile | undefined;
  /** Id of the file's dialect: of traces whose profile names none. Undefined where nothing tells. */
  readonly dialect?: string | undefined;
  /** Does somebody name the dialect? Then it holds for every trace. */
  readonly isDialectAsked?: boolean;
  /** What the file's recorded rewards say of the reward that was paid; undefined where none is recorded. */
  readonly paid?: FileReward | undefined;
}

/** What was found in one sample, and by which profile it was read. */
export interface AuditedSample extends AuditResult {
  readonly sample: Sample;
  readonly profile: Profile;
}

/**
 * The profile by which a sample is read: the one it asks for, else the file's; with the file's dialect, and the reward that
 * the file's recorded ones agree with, where it names none.
 */
export function profileOf(sample: Sample, by: Omit<ReadBy, "format">): Profile | undefined {
  const { auditor, profile, paid, dialect, isDialectAsked } = by;
  const own = sample.attributes.profile;
  const found = (own === undefined ? undefined : auditor.profileNamed(own)) ?? profile;
  // Calls that a record gives as data are checked whatever the file's other records hold.
  const { rewardOptions } = auditor;
  // A reward that somebody asks for needs no profile.
  const isAsked = isDialectAsked === true || askedPreset(rewardOptions) !== undefined;
  if (found === undefined && !isAsked) return sample.calls.length > 0 ? neutralProfile() : undefined;
  const read = withDialect(found ?? neutralProfile(), dialect, isDialectAsked);
  return withRecognised(withAskedReward(withReaders(read, auditor.readers), rewardOptions), paid);
}

/** What recorded rewards say of the reward that was paid, of the samples whose profile does not name it. */
export function paidIn(samples: readonly Sample[], by: Omit<ReadBy, "format">): FileReward | undefined {
  return fileReward(samples.filter((sample) => isScored(sample) && profileOf(sample, by)?.reward === null));
}

/** Samples with their findings; none for samples that no profile reads. */
export function auditSamples(samples: readonly Sample[], by: Omit<ReadBy, "format">): AuditedSample[] {
  return samples.flatMap((sample) => {
    // A fragment of a turn has not the layout of a whole one: no rule speaks of it.
    if (sample.fragment) return [];
    const profile = profileOf(sample, by);
    return profile === undefined ? [] : [{ sample, profile, ...by.auditor.audit(sample, profile, by.paid) }];
  });
}

/** What is wrong with a record itself, as the settings want it told. */
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
