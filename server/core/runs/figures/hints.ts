/** A sign of reward hacking: a hint with its numbers and the samples behind it, no verdict. */
export interface Hint {
  readonly id: HintId;
  readonly sentence: string;
  /** How many samples are behind it. */
  readonly n: number;
  /** Those samples, as far as a filter says them; else {@link rows}. */
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
