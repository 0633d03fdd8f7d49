import type { ValueKind } from "../builder";
import { cases, divide, mean, min, minus, points, sum, times } from "./arithmetic";
import { count, field, length, number } from "./counting";
import { f1 } from "./f1";
import { cosine, overlong, repeats } from "./lengths";

/** The values. A test is a value too: 1 if it is true, 0 if not. */
export const values: readonly ValueKind[] = [
  ...[count, length, number, field, points, cases, sum, times, minus, divide, min, mean],
  ...[repeats, cosine, overlong, f1],
];
