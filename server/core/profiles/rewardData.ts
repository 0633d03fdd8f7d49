import type { ComponentOptions, RewardComponent, RewardDefinition } from "../model/reward";

/** A component as a profile's file writes it: what is absent has its default. */
export interface ComponentData {
  readonly component: RewardComponent["component"];
  readonly weight?: number;
  readonly schedule?: RewardComponent["schedule"];
  readonly options?: ComponentOptions;
}

/** A reward as a profile's file writes it. */
export interface RewardData {
  readonly kind: RewardDefinition["kind"];
  readonly variant?: Extract<RewardDefinition, { kind: "toolrl" }>["variant"];
  readonly family?: Extract<RewardDefinition, { kind: "toolrl" }>["family"];
  readonly components?: readonly ComponentData[];
}

/** Fills in the defaults. */
export function finishReward(data: RewardData): RewardDefinition {
  if (data.kind === "toolrl") {
    return { kind: "toolrl", variant: data.variant ?? "default", family: data.family ?? "qwen" };
  }
  return {
    kind: "components",
    components: (data.components ?? []).map(({ component, weight = 1, schedule = null, options = {} }) => ({
      component,
      weight,
      schedule,
      options,
    })),
  };
}
