import { verdict } from "../rm-r1/verdict";
import type { Component } from "../shared/component";
import { toolrl, toolrlCorrectness, toolrlFormat } from "../toolrl/components";
import { exactAnswer } from "./exactAnswer";
import { expression, preset } from "./expression";
import { format } from "./format";
import { length } from "./length";

/** All components by name. A new one is a file in this room and a line here. */
export const components: Readonly<Record<string, Component>> = {
  format,
  toolrl,
  "toolrl-format": toolrlFormat,
  "toolrl-correctness": toolrlCorrectness,
  length,
  "exact-answer": exactAnswer,
  verdict,
  preset,
  expression,
};

/** The component of that name. A profile's are known: its schema lets no other pass. */
export function componentNamed(name: string): Component {
  const component = Object.hasOwn(components, name) ? components[name] : undefined;
  if (component === undefined) throw new Error(`No component of rewards is named ${JSON.stringify(name)}.`);
  return component;
}
