import type { Component } from "../shape/component";
import { list } from "./list";

/** All components by name. */
export const components: Readonly<Record<string, Component>> = Object.fromEntries(
  list.map((component) => [component.name, component]),
);

/** The component of that name. A profile's components always exist: its schema allows no others. */
export function componentNamed(name: string): Component {
  const component = Object.hasOwn(components, name) ? components[name] : undefined;
  if (component === undefined) throw new Error(`No component of rewards is named ${JSON.stringify(name)}.`);
  return component;
}
