import type { Profile } from "../model/profile";
import type { RewardComponent, RewardDefinition } from "../model/reward";
import { applyEdits, type TextEdit } from "../text/edits";
import { respaced, spaceEdits } from "../text/respaced";
import { componentNamed } from "./components";
import { agreeing } from "./components/expression";
import type { FileReward, PaidColumn } from "./recognition/fileReward";
import { rewardOf } from "./rewardOf";
import { isFailure, isNear, type Reward, type RewardPart, type RewardSource } from "./shape/reward";

/** White space that keeps a reward's format from matching. */
export interface BetterSpacing {
  /** They change white space alone. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** The parts that pay more with it. */
  readonly raised: readonly RewardPart[];
  /** What they pay more; undefined for recorded parts of a reward, whose weights nobody knows. */
  readonly gain: number | undefined;
}

/**
 * What other white space would earn: undefined if nothing, if some part would then pay less, or if parts of the reward
 * read more than the text.
 *
 * @param reward the sample's; where none is known, what the recorded parts of it would earn is looked at
 * @param paid what is known about the rewards that the sample's file records
 */
export function betterSpacing(
  source: RewardSource,
  reward: Reward | undefined,
  paid: FileReward | undefined,
): BetterSpacing | undefined {
  if (reward !== undefined) return spacedFor(source, source.profile, reward);
  const profile = recordedParts(source, paid);
  const parts = profile && rewardOf(withProfile(source, profile));
  if (profile === undefined || parts === undefined || isFailure(parts)) return undefined;
  const found = spacedFor(source, profile, parts);
  return found && { ...found, gain: undefined };
}

function spacedFor(source: RewardSource, profile: Profile, reward: Reward): BetterSpacing | undefined {
  const { sample } = source;
  if (isNear(reward.total, reward.max)) return undefined;
  const texts = profile.reward === null ? undefined : textsOf(profile.reward);
  if (texts === undefined || texts.length === 0) return undefined;
  const { completion } = sample;
  for (const text of candidates(completion.text, respaced(completion.text, texts))) {
    const edits = spaceEdits(completion.text, text);
    if (edits === undefined || edits.length === 0 || applyEdits(completion.text, edits) !== text) continue;
    const changed = { ...sample, completion: { ...completion, text } };
    const other = rewardOf(withProfile(source, profile, changed), { ...reward.options, step: reward.step });
    if (other === undefined || isFailure(other) || other.parts.length !== reward.parts.length) continue;
    const before = reward.parts;
    if (other.parts.some(({ value }, i) => value < (before[i]?.value ?? 0) && !isNear(value, before[i]?.value ?? 0)))
      continue;
    const raised = before.filter(({ value }, i) => !isNear(value, other.parts[i]?.value ?? value));
    if (raised.length > 0) return { edits, text, raised, gain: other.total - reward.total };
  }
  return undefined;
}

function withProfile(source: RewardSource, profile: Profile, sample = source.sample): RewardSource {
  return { sample, profile, traceOf: (part) => source.traceOf(part), layout: (part) => source.layout(part) };
}

const profiles = new WeakMap<FileReward, Map<string, Profile>>();

/** The profile with a reward of the recorded parts that functions explain, as far as they can be computed here. */
function recordedParts(source: RewardSource, paid: FileReward | undefined): Profile | undefined {
  if (paid === undefined || paid.columns.length === 0) return undefined;
  const computed = paid.columns.filter(({ agrees }) => {
    const earned = agreeing.earn(source, { sums: sumsOf(agrees) }, {});
    return earned !== undefined && !isFailure(earned);
  });
  if (computed.length === 0) return undefined;
  const key = JSON.stringify([source.profile.name, ...computed.map(({ name }) => name)]);
  const ofFile = profiles.get(paid) ?? new Map<string, Profile>();
  profiles.set(paid, ofFile);
  const made = ofFile.get(key) ?? { ...source.profile, reward: { components: computed.map(componentOf) } };
  ofFile.set(key, made);
  return made;
}

function componentOf({ agrees }: PaidColumn): RewardComponent {
  return { component: agreeing.name, options: { sums: sumsOf(agrees) }, weight: 1, schedule: null };
}

function sumsOf(agrees: readonly string[]): readonly (readonly string[])[] {
  return agrees.map((name) => [name]);
}

const known = new WeakMap<RewardDefinition, readonly string[] | undefined>();

/** The texts by which a reward recognises its format; undefined if a part of it reads more than the text. */
function textsOf(reward: RewardDefinition): readonly string[] | undefined {
  if (known.has(reward)) return known.get(reward);
  const lists = reward.components.map(({ component, options }) => componentNamed(component).formatTexts?.(options));
  const texts = lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  known.set(reward, texts);
  return texts;
}

/** Each with and without the white space at its ends: some formats are anchored there. */
function candidates(text: string, respacedText: string): ReadonlySet<string> {
  return new Set([text, respacedText].flatMap((each) => [each, each.trimStart(), each.trimEnd(), each.trim()]));
}
