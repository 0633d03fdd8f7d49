import type { RewardDefinition } from "../model/reward";
import { applyEdits, type TextEdit } from "../text/edits";
import { respaced, spaceEdits } from "../text/respaced";
import { componentNamed } from "./components";
import { rewardOf } from "./rewardOf";
import { isFailure, isNear, type Reward, type RewardPart, type RewardSource } from "./shape/reward";

/** White space that keeps a reward's format from matching. */
export interface BetterSpacing {
  /** They change white space alone. */
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** The parts that pay more with it. */
  readonly raised: readonly RewardPart[];
  readonly gain: number;
}

/**
 * What other white space would earn: undefined if nothing, if some part would then pay less, or if parts of the reward
 * read more than the text.
 */
export function betterSpacing(source: RewardSource, reward: Reward): BetterSpacing | undefined {
  const { sample, profile } = source;
  if (isNear(reward.total, reward.max)) return undefined;
  const texts = profile.reward === null ? undefined : textsOf(profile.reward);
  if (texts === undefined || texts.length === 0) return undefined;
  const { completion } = sample;
  for (const text of candidates(completion.text, respaced(completion.text, texts))) {
    const edits = spaceEdits(completion.text, text);
    if (edits === undefined || edits.length === 0 || applyEdits(completion.text, edits) !== text) continue;
    const other = rewardOf(
      {
        sample: { ...sample, completion: { ...completion, text } },
        profile,
        traceOf: (part) => source.traceOf(part),
        layout: (part) => source.layout(part),
      },
      { ...reward.options, step: reward.step },
    );
    if (other === undefined || isFailure(other) || other.parts.length !== reward.parts.length) continue;
    const before = reward.parts;
    if (other.parts.some(({ value }, i) => value < (before[i]?.value ?? 0) && !isNear(value, before[i]?.value ?? 0)))
      continue;
    const raised = before.filter(({ value }, i) => !isNear(value, other.parts[i]?.value ?? value));
    if (raised.length > 0) return { edits, text, raised, gain: other.total - reward.total };
  }
  return undefined;
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
