/**
 * How a weight changes during training: `weight` up to `startStep`, then linearly to `endWeight` at `endStep`, and
 * `endWeight` after that.
 */
export interface WeightSchedule {
  readonly startStep: number;
  readonly endStep: number;
  readonly endWeight: number;
}

/** What a part of a reward pays for. */
export type Paid = "format" | "calls" | "length" | "answer" | "verdict";

/** The options of components; each component uses its own. */
export type ComponentOptions = Readonly<Record<string, unknown>>;

/** One component of a reward. What it earns is multiplied by its weight. */
export interface RewardComponent {
  /** Its name; `rewards/components/` has the list. */
  readonly component: string;
  readonly weight: number;
  readonly schedule: WeightSchedule | null;
  readonly options: ComponentOptions;
  /** A test, as data: if it fails, the component pays 0. Undefined if the component always counts. */
  readonly gate?: unknown;
}

/** The reward of a profile's traces: the sum of what its components earn. */
export interface RewardDefinition {
  readonly components: readonly RewardComponent[];
}
