import type { ComponentOptions, RewardComponent, RewardDefinition } from "../model/reward";

/** A component as a profile's file writes it: what is absent has its default. */
export interface ComponentData {
  readonly component: string;
  readonly weight?: number;
  readonly schedule?: RewardComponent["schedule"];
  readonly options?: ComponentOptions;
}

/** A reward as a profile's file writes it: put together from components, or one that is known by its name. */
export interface RewardData {
  /** `components`, or the name of a component that is a whole reward; its options stand beside it. */
  readonly kind: string;
  readonly components?: readonly ComponentData[];
  readonly [option: string]: unknown;
}

/** Fills in the defaults. */
export function finishReward({ kind, components = [], ...options }: RewardData): RewardDefinition {
  const data: readonly ComponentData[] = kind === "components" ? components : [{ component: kind, options }];
  return {
    components: data.map(({ component, weight = 1, schedule = null, options: own = {} }) => ({
      component,
      weight,
      schedule,
      options: own,
    })),
  };
}
