import type { Span } from "../../text/span";

/** The text for a place under the cursor. */
export interface Hovered {
  readonly markdown: string;
  /** In the file. */
  readonly span: Span;
}
