import type { TestKind } from "../builder";
import { atMost, equal, less, within } from "./comparing";
import { all, any, grade, not } from "./logic";
import { sequence } from "./sequence";
import { exists, given, has, isdigit, matches } from "./texts";

/** The tests. */
export const tests: readonly TestKind[] = [
  ...[matches, has, exists, isdigit, given, equal, within, less, atMost, sequence, grade, all, any, not],
];
