import type { StepKind } from "../builder";
import { box } from "./box";
import { find } from "./find";
import { json } from "./json";
import { integer, lower, maybe, only, replace, sub, upper } from "./rewriting";
import { after, firstLine, last, split, stripStep, unique, upperLetter } from "./slicing";

/** The steps of a read. */
export const steps: readonly StepKind[] = [
  ...[last, split, after, find, box, stripStep, firstLine, upperLetter, unique],
  ...[lower, upper, integer, replace, sub, json, maybe, only],
];
