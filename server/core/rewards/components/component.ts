import type { ComponentName, ComponentOptions } from "../../model/reward";
import type { Location } from "../../model/finding";
import type { Reward, RewardFailure, RewardOptions, RewardSource } from "../shared/reward";

/** What a component earns, before its weight. */
export interface Earned {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly spans: readonly Location[];
  readonly detail: readonly string[];
  readonly toolrl?: Reward["toolrl"];
  readonly verdict?: Reward["verdict"];
}

/** One of the components that rewards are made of. One file each in this room, and a line in `index.ts`. */
export interface Component {
  readonly name: ComponentName;
  /** For people. */
  readonly title: string;
  /**
   * What the sample earns; undefined where the sample lacks what the component compares with (a ground truth, a gold
   * label): then there is no reward to speak of.
   */
  earn(source: RewardSource, options: ComponentOptions, asked: RewardOptions): Earned | RewardFailure | undefined;
}
