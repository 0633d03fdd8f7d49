import type { Truth } from "../absent";
import type { Builder, JsonRecord } from "../builder";
import type { Context } from "../node";

/** A test of an answer by a reward's own code. One file each in this folder, and a line in `index.ts`. */
export interface Grader {
  readonly name: string;
  readonly means: string;
  /** Keys that are allowed beside `grade`. */
  readonly also: readonly string[];
  build(json: JsonRecord, path: string, builder: Builder): (context: Context) => Truth;
}
