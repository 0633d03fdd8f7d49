/** Written by `npm run generate` from the files of this room: a component is a file. */
import type { Component } from "../shape/component";
import { boxedAnswer } from "./boxedAnswer";
import { exactAnswer } from "./exactAnswer";
import { preset, expression, agreeing } from "./expression";
import { format } from "./format";
import { length } from "./length";
import { verdict } from "./verdict";
import { toolrl, toolrlFormat, toolrlCorrectness } from "../toolrl/components";

export const list: readonly Component[] = [
  boxedAnswer,
  exactAnswer,
  preset,
  expression,
  agreeing,
  format,
  length,
  verdict,
  toolrl,
  toolrlFormat,
  toolrlCorrectness,
];
