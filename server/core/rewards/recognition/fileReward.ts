import type { Profile } from "../../model/profile";
import type { RewardComponent, RewardDefinition } from "../../model/reward";
import type { Sample } from "../../model/sample";
import type { InSteps } from "../../host/inSteps";
import { valuesInSteps } from "./candidates";
import { recogniseColumns, recordsParts } from "./columns";
import { lookedAt, recognise, recordsLookedAt, type Recognition } from "./recognise";
import { scoredOnce } from "./scoredOnce";
import { recognitionSentence } from "./sentence";

/** What a file's recorded rewards say about the reward that was paid. One per file, not per record; plain data. */
export interface FileReward {
  readonly kind: Recognition["kind"];
  /** What agrees, each a sum of presets; several if no record tells them apart. Empty if nothing is claimed. */
  readonly agrees: readonly (readonly string[])[];
  /** "agrees with open-r1/format on 180 of 180 records"; empty if there is nothing to say. */
  readonly sentence: string;
  /**
   * The recorded parts of the reward that functions explain. How they were weighted nobody recorded. Empty where the
   * total is explained.
   */
  readonly columns: readonly PaidColumn[];
  /** The first scored trace. Messages that come once per file are shown there. */
  readonly first: { readonly record: number; readonly trace: number };
}

/** A recorded part of the reward, and what explains it. */
export interface PaidColumn {
  /** The name that the file gives it: `format_reward`. */
  readonly name: string;
  /** Names of the presets that agree with it; several if no record tells them apart. */
  readonly agrees: readonly string[];
  readonly sentence: string;
}

/** The most agreeing rewards that are compared with one another. More than that is no recognition. */
const maxAgreeing = 8;

/** A sample with a recorded reward. */
export type ScoredOne = Sample & { readonly attributes: { readonly score: number } };

export function isScored(sample: Sample): sample is ScoredOne {
  const { attributes, rewarded, unanswered, rollout } = sample;
  const { score } = attributes;
  if (unanswered || rollout?.isSplit) return false;
  return score !== undefined && Number.isFinite(score) && rewarded;
}

/** Whether a sample records its reward, or parts of it. */
export function recordsReward(sample: Sample): boolean {
  return isScored(sample) || recordsParts(sample);
}

/**
 * Which official functions explain a file's recorded rewards; undefined if none is recorded.
 *
 * @param samples the file's first ones; of the scored ones the first 200 are looked at
 */
export function fileReward(samples: readonly Sample[]): FileReward | undefined {
  const first = samples.find(recordsReward);
  if (first === undefined) return undefined;
  const recognition = recognitionOf(samples.filter(isScored).slice(0, recordsLookedAt));
  const agrees = agreeing(recognition);
  return {
    kind: recognition.kind,
    agrees,
    // With too few records nothing is said.
    sentence: recognition.kind === "few" ? "" : recognitionSentence(recognition),
    columns: agrees.length > 0 ? [] : explainedColumns(samples),
    first: { record: first.record, trace: first.trace },
  };
}

/** What takes long in {@link fileReward}, in steps: afterwards it is done at once. */
export function* fileRewardSteps(samples: readonly Sample[]): InSteps<undefined> {
  for (const recorded of [isScored, recordsParts]) {
    yield* valuesInSteps(lookedAt(samples.filter(recorded).map(scoredOnce), (record) => record));
  }
  return undefined;
}

function explainedColumns(samples: readonly Sample[]): readonly PaidColumn[] {
  return [...recogniseColumns(samples)].flatMap(([name, recognition]) => {
    const agrees = agreeing(recognition).flat();
    return agrees.length === 0 ? [] : { name, agrees, sentence: recognitionSentence(recognition) };
  });
}

/** What a file's recorded rewards agree with, each as words to follow "its" or "the": "recorded reward agrees with …". */
export function paidSentences({ sentence, columns }: FileReward): readonly string[] {
  return [
    ...(sentence === "" ? [] : [`recorded reward ${sentence}`]),
    ...columns.map((column) => `recorded ${column.name} ${column.sentence}`),
  ];
}

/** Compares the recorded rewards of samples with every preset. */
export function recognitionOf(scored: readonly ScoredOne[]): Recognition {
  const rows = scored.map((sample) => ({ record: scoredOnce(sample), value: sample.attributes.score }));
  return recognise("score", rows);
}

function agreeing(recognition: Recognition): FileReward["agrees"] {
  if (recognition.kind === "agrees") return [recognition.with.parts];
  if (recognition.kind !== "several") return [];
  return recognition.with.slice(0, maxAgreeing).map(({ parts }) => parts);
}

/** The reward that scores such a file's samples; undefined if none was recognised. */
function definitionOf({ agrees }: FileReward): RewardDefinition | undefined {
  const [only, ...others] = agrees;
  if (only === undefined) return undefined;
  const usual = { weight: 1, schedule: null };
  const components: readonly RewardComponent[] =
    others.length === 0
      ? only.map((name) => ({ ...usual, component: "preset", options: { preset: name } }))
      : [{ ...usual, component: "agreeing", options: { sums: agrees } }];
  return { components };
}

const known = new WeakMap<Profile, Map<string, Profile>>();

/** The profile that a file's samples are read by; it gets the recognised reward if it names none itself. */
export function withRecognised(profile: Profile, paid: FileReward | undefined): Profile {
  if (profile.reward !== null || paid === undefined || paid.agrees.length === 0) return profile;
  const reward = definitionOf(paid);
  if (reward === undefined) return profile;
  const key = JSON.stringify(paid.agrees);
  const ofProfile = known.get(profile) ?? new Map<string, Profile>();
  known.set(profile, ofProfile);
  const same = ofProfile.get(key);
  if (same !== undefined) return same;
  const made = { ...profile, reward };
  ofProfile.set(key, made);
  return made;
}
