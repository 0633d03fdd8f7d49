/** A sign of reward hacking: a hint with its numbers and the samples behind it, not a verdict. */
export interface Hint {
  readonly id: HintId;
  readonly sentence: string;
  /** Number of samples behind it. */
  readonly n: number;
  /** Those samples, if a filter can select them; else {@link rows}. */
  readonly filter: string | undefined;
  /** At most 1,000 of their rows. */
  readonly rows: readonly number[];
}

export type HintId =
  | "length-up"
  | "ceiling"
  | "format-only"
  | "repetition"
  | "same-text"
  | "cut-off"
  | "position"
  | "longer-wins"
  | "without-work";
