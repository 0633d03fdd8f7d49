import type { Span } from "../text/span";
import type { Part } from "./sample";

/** A change of one of the sample's texts. */
export interface Edit {
  readonly part: Part;
  /** The text to replace: offsets in the part's text. */
  readonly span: Span;
  readonly text: string;
}

/** A way to fix a finding. */
export interface Fix {
  /** For people, in the imperative: "Close </think>". */
  readonly title: string;
  /**
   * A safe fix restores structure and never changes what the model said: no value, no word of prose, no verdict. Only
   * safe fixes are made without a question (on save, `fix --safe`).
   */
  readonly safe: boolean;
  /** In any order, without overlap. */
  readonly edits: readonly Edit[];
}
