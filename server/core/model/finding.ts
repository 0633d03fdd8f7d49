import type { Span } from "../text/span";
import type { Fix } from "./fix";
import type { Paid } from "./reward";
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

/**
 * What the shown reward lacks by a fault, alone and at least 0; or the part of the reward that the fault takes with it, by
 * what that part pays for.
 */
export type Cost = number | Paid;

/** What a rule found. */
export interface Finding extends Location {
  readonly rule: string;
  readonly severity: Severity;
  /** As the rule gives it, where settings say another. */
  readonly usual?: Severity;
  /** Undefined where the rule does not know: then its cause and its severity tell (`engine/findingCosts.ts`). */
  readonly cost?: Cost;
  /** What, why it matters, what to do: one or two sentences for a person. */
  readonly message: string;
  readonly related: readonly RelatedLocation[];
  /**
   * Ways to fix it, the likeliest first; undefined if its rule has no fixes. Stays in the thread that audited. Can
   * throw, as rules can: `fixing/fixesOf` calls it.
   */
  readonly fixes?: () => readonly Fix[];
}
