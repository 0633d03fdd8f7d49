import type { Truth } from "../absent";

/** A way to tell whether an answer is the ground truth's. One file each in this room, and a line in `index.ts`. */
export interface Comparison {
  readonly name: string;
  /** For people: "as SQuAD's evaluation normalises". */
  readonly means: string;
  equal(answer: string, truth: string): Truth;
  /** The text as it is compared, for comparisons that change each side by itself; undefined where it has none. */
  normalised?(text: string): string | undefined;
}
