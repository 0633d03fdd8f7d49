import type { QuoteStep } from "./quoteCheck";

/** How far down the ladder a quote was found, as figures count it. */
export type QuoteRung = "exact" | "normalised" | "altered" | "other" | "invented" | "unchecked";

/** The rung of each step; an empty quote is none. */
export const rungOfStep: Readonly<Record<QuoteStep, QuoteRung | undefined>> = {
  empty: undefined,
  exact: "exact",
  normalised: "normalised",
  ellipsis: "normalised",
  near: "altered",
  abridged: "altered",
  notation: "altered",
  misattributed: "other",
  fabricated: "invented",
  "not-checked": "unchecked",
};
