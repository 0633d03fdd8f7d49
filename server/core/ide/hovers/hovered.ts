import type { Span } from "../../text/span";

/** What is told of a place under the cursor. */
export interface Hovered {
  readonly markdown: string;
  /** In the file. */
  readonly span: Span;
}
