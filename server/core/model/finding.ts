import type { Span } from "../text/span";
import type { Fix } from "./fix";
import type { Part } from "./sample";

/**
 * error = reward is lost, or the sample cannot be scored; warning = it will be misread or misjudged somewhere;
 * information = worth knowing.
 */
export type Severity = "error" | "warning" | "information";

export const severities: readonly Severity[] = ["error", "warning", "information"];

/** A place in one of the sample's texts. */
export interface Location {
  readonly part: Part;
  /** Offsets in the part's text. */
  readonly span: Span;
}

export interface RelatedLocation extends Location {
  readonly message: string;
}

/** What a rule found. */
export interface Finding extends Location {
  readonly rule: string;
  readonly severity: Severity;
  /** What, why it matters, what to do: one or two sentences for a person. */
  readonly message: string;
  readonly related: readonly RelatedLocation[];
  /**
   * Ways to fix it, the likeliest first; undefined if its rule has no fixes. Stays in the thread that audited. Can
   * throw, as rules can: `fixing/fixesOf` calls it.
   */
  readonly fixes?: () => readonly Fix[];
}
