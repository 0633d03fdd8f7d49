import type { Paid, RewardDefinition } from "../model/reward";
import { componentNamed } from "./components";
import { gateOf } from "./components/expression";
import type { Earned } from "./shape/component";
import type { ComparedCalls } from "./shape/comparedCalls";
import {
  isFailure,
  type Alternative,
  type Otherwise,
  type OtherwiseQuestion,
  type ReadVerdict,
  type Reward,
  type RewardFailure,
  type RewardOptions,
  type RewardPart,
  type RewardSource,
} from "./shape/reward";
import { weightAt } from "./shape/schedule";

/**
 * The sum of what the components earn. Undefined if one of them has nothing to compare with: a partial sum would
 * mislead.
 */
export function composedReward(
  source: RewardSource,
  { components: wanted }: RewardDefinition,
  options: RewardOptions,
): Reward | RewardFailure | undefined {
  if (wanted.length === 0) return undefined;
  const step = options.step ?? source.sample.attributes.step ?? 0;
  const parts: WeighedPart[] = [];
  for (const one of wanted) {
    const earned = componentNamed(one.component).earn(source, one.options, options);
    if (earned === undefined || isFailure(earned)) return earned;
    const weight = weightAt(one, step);
    const { pays } = componentNamed(one.component);
    const opens = gateOf(one.gate, source);
    for (const part of earned) {
      if (opens === false) parts.push(new WeighedPart(closed(part), weight, pays));
      else if (opens === true || part.value === 0) parts.push(new WeighedPart(part, weight, pays));
      else return opens;
    }
  }
  const named: Record<string, string> = {};
  for (const { options: ofPart } of parts) for (const name of Object.keys(ofPart)) named[name] ??= ofPart[name] ?? "";
  const [only, ...others] = wanted;
  const whole = others.length === 0 && only !== undefined && weightAt(only, step) === 1;
  const columns = whole ? componentNamed(only.component).columns : undefined;
  const { total, min, max } = sumOf(parts);
  return { total, min, max, step, options: named, parts, columns };
}

/** A part behind a closed gate. */
function closed(part: Earned): Earned {
  const { id, title, min, max, pays } = part;
  const detail = ["Its gate does not hold: the component pays 0."];
  const bounds = { min: Math.min(0, min), max: Math.max(0, max) };
  return { id, title, value: 0, ...bounds, spans: [], detail, ...(pays && { pays }) };
}

function sumOf(parts: readonly RewardPart[]): { total: number; min: number; max: number } {
  let [total, min, max] = [0, 0, 0];
  for (const part of parts) {
    total += part.value;
    min += part.min;
    max += part.max;
  }
  return { total, min, max };
}

/** What a component earns, with its weight. Rarely used values are computed on first use. */
class WeighedPart implements RewardPart {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  private raising: readonly Alternative[] | undefined;
  private compared: { readonly calls: ComparedCalls | undefined } | undefined;

  constructor(
    private readonly earned: Earned,
    private readonly weight: number,
    private readonly paid: readonly Paid[],
  ) {
    const bounds = [weight * earned.min, weight * earned.max];
    this.id = earned.id;
    this.title = earned.title;
    this.value = weight * earned.value;
    this.min = Math.min(...bounds);
    this.max = Math.max(...bounds);
  }

  get pays(): readonly Paid[] {
    return this.earned.pays ?? this.paid;
  }

  get spans(): RewardPart["spans"] {
    return this.earned.spans;
  }

  get detail(): readonly string[] {
    const { detail, value } = this.earned;
    return this.weight === 1 ? detail : [...detail, `${value} × weight ${this.weight}`];
  }

  get options(): Readonly<Record<string, string>> {
    return this.earned.options ?? {};
  }

  get verdict(): ReadVerdict | undefined {
    return this.earned.verdict;
  }

  get alternatives(): readonly Alternative[] {
    return (this.raising ??= this.earned.alternatives?.(this.weight) ?? [this.allOfIt()]);
  }

  get calls(): ComparedCalls | undefined {
    return (this.compared ??= { calls: this.earned.calls?.(this.weight) }).calls;
  }

  otherwise(question: OtherwiseQuestion): Iterable<Otherwise> {
    return this.earned.otherwise?.(question) ?? [];
  }

  private allOfIt(): Alternative {
    const [why] = this.detail;
    const text = `All of ${this.title.toLowerCase()}${why === undefined ? "" : `: ${why}`}`;
    return { text, gain: this.max - this.value };
  }
}
