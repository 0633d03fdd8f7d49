/** Beyond these limits a quote is not checked. Lengths in UTF-16 units; steps of work, some nanoseconds each. */
export const quoteLimits = {
  response: 1_000_000,
  quote: 20_000,
  /** The longest normalised quote, for steps beyond literal look-up. */
  nearQuote: 6_000,
  /** The longest response, for the step `notation`. */
  foldedResponse: 200_000,
  stepsPerQuote: 4_000_000,
  stepsPerJudgement: 10_000_000,
} as const;
