/**
 * How a weight changes while training goes on: `weight` up to `startStep`, from there on a straight line to `endWeight` at
 * `endStep`, and `endWeight` ever after.
 */
export interface WeightSchedule {
  readonly startStep: number;
  readonly endStep: number;
  readonly endWeight: number;
}

/** What a component can be told; each looks at its own. */
export type ComponentOptions = Readonly<Record<string, unknown>>;

/** One component of a reward. What it earns is multiplied by its weight. */
export interface RewardComponent {
  /** Its name; which there are is the rewards' matter. */
  readonly component: string;
  readonly weight: number;
  readonly schedule: WeightSchedule | null;
  readonly options: ComponentOptions;
  /** A test, as data: where it does not hold, the component pays 0. Undefined where it always counts. */
  readonly gate?: unknown;
}

/** The reward of a profile's traces: the sum of what its components earn. */
export interface RewardDefinition {
  readonly components: readonly RewardComponent[];
}
