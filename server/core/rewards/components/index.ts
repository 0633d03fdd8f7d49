import type { ComponentName } from "../../model/reward";
import type { Component } from "./component";
import { exactAnswer } from "./exactAnswer";
import { format } from "./format";
import { length } from "./length";
import { toolrlCorrectness, toolrlFormat } from "./toolrl";
import { verdict } from "./verdict";

/** All components by name. A new one is a file in this room, a line here, and a name in model/reward.ts. */
export const components: Readonly<Record<ComponentName, Component>> = {
  format,
  "toolrl-format": toolrlFormat,
  "toolrl-correctness": toolrlCorrectness,
  length,
  "exact-answer": exactAnswer,
  verdict,
};
