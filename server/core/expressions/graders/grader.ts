import type { Truth } from "../absent";
import type { Builder, JsonRecord } from "../builder";
import type { Context } from "../node";

/** A test that a reward's own code makes of an answer. One file each in this room, and a line in `index.ts`. */
export interface Grader {
  readonly name: string;
  readonly means: string;
  /** Keys that may stand beside `grade`. */
  readonly also: readonly string[];
  build(json: JsonRecord, path: string, builder: Builder): (context: Context) => Truth;
}
