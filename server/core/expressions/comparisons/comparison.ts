import type { Truth } from "../absent";

/**
 * A way to decide whether an answer equals the ground truth. One file each in this folder, and a line in `index.ts`.
 */
export interface Comparison {
  readonly name: string;
  /** For people: "as SQuAD's evaluation normalises". */
  readonly means: string;
  equal(answer: string, truth: string): Truth;
  /**
   * The text in the form that is compared, for comparisons that change each side separately; undefined if there is
   * none.
   */
  normalised?(text: string): string | undefined;
}
