import { parse } from "../generated/rubric.mjs";

/** A line of a rubric, as grammars/rubric.peggy reads it. Offsets are in the text that was read. */
export interface RubricLine {
  readonly start: number;
  /** Number of blanks before the line's text. */
  readonly indent: number;
  /** The text before an item's name, if there is any. */
  readonly lead: "number" | "letter" | "bullet" | "heading" | "row" | null;
  readonly pieces: readonly RubricPiece[];
}

export type RubricPiece = WeightPiece | OtherPiece;

export interface WeightPiece {
  readonly kind: "weight";
  readonly start: number;
  readonly end: number;
  /** `(40%)`, `Weight: 40%`, or a bare `40%`, which can also be part of a sentence. */
  readonly form: "bracketed" | "labelled" | "bare";
  /** The number as written. */
  readonly value: string;
  readonly unit: "percent" | "points" | "none";
}

interface OtherPiece {
  readonly kind: "word" | "colon" | "separator" | "mark";
  readonly start: number;
  readonly end: number;
}

export function readLines(text: string): readonly RubricLine[] {
  return parse(text) as readonly RubricLine[];
}
