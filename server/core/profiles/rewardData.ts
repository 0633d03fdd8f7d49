import type { ComponentOptions, RewardComponent, RewardDefinition } from "../model/reward";

/** A component as written in a profile's file: absent fields have their defaults. */
export interface ComponentData {
  /** One of these: a component by name, an official function by name, or a name and an expression. */
  readonly component?: string;
  readonly preset?: string;
  readonly name?: string;
  readonly value?: unknown;
  /** A test: if it fails, the component pays 0. */
  readonly gate?: unknown;
  readonly weight?: number;
  readonly schedule?: RewardComponent["schedule"];
  readonly options?: ComponentOptions;
}

/** A reward as written in a profile's file: composed of components, or known by its name. */
export interface RewardData {
  /** `components`, or the name of a component that is a whole reward; its options are beside it. */
  readonly kind: string;
  readonly components?: readonly ComponentData[];
  readonly [option: string]: unknown;
}

/** Fills in the defaults. */
export function finishReward({ kind, components = [], ...options }: RewardData): RewardDefinition {
  const data: readonly ComponentData[] = kind === "components" ? components : [{ component: kind, options }];
  return {
    components: data.map(({ weight = 1, schedule = null, gate, ...one }) => ({
      ...named(one),
      weight,
      schedule,
      ...(gate === undefined ? {} : { gate }),
    })),
  };
}

/** A preset and an expression are components too; their options say which one. */
function named({
  component,
  preset,
  name,
  value,
  options = {},
}: ComponentData): Pick<RewardComponent, "component" | "options"> {
  if (preset !== undefined) return { component: "preset", options: { preset } };
  if (component === undefined) return { component: "expression", options: { name, value } };
  return { component, options };
}
