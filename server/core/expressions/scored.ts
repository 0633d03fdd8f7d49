import type { Span } from "../text/span";

/** The input of an expression: one record, as the reward's own code sees it. */
export interface Scored {
  readonly completion: string;
  /** Prompt and completion as decoded; undefined if the prompt is not known. */
  readonly whole?: string;
  /** The ground truth: any of its texts counts. Undefined if the record has none. */
  readonly truth?: readonly string[];
  /** Is the ground truth a number? Python's `"11" == 11` is false, and what else its code does with one is not known. */
  readonly truthIsNumber?: boolean;
  /** A ground truth that is data (a target and numbers), as JSON gives it. */
  readonly truthData?: unknown;
  /** An answer that was already extracted from the completion. */
  readonly answer?: string;
  /** Other values of the record, by name. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The trainer's count of the completion's tokens. */
  readonly tokens?: number;
  readonly tokenIds?: readonly number[];
  /** The assistant's turns, if there are several. */
  readonly turns?: readonly string[];
}

/** Why there is no ground truth to compare with. */
export function whyNoTruth({ truthIsNumber }: Scored): string {
  return truthIsNumber
    ? 'the ground truth is a number: to Python "11" and 11 are not equal, and whether the run made a text of it is not known'
    : "the record has no ground truth";
}

/** The text of a record that a read began with. */
export type SourceName = "completion" | "whole" | "truth" | "answer";

/** A text that was read, and its place. */
export interface Text {
  readonly text: string;
  /** Undefined for a text that the expression itself gives. */
  readonly source: SourceName | undefined;
  /** The place in the source that was read. */
  readonly span: Span;
  /**
   * Is `text` the same as the source's text at `span`? False after a step that rewrites; `span` is then what that step
   * read.
   */
  readonly exact: boolean;
}

export function wholeText(text: string, source?: SourceName): Text {
  return { text, source, span: { start: 0, end: text.length }, exact: true };
}

/** The part of a text from `start` to `end`. */
export function partOf(from: Text, start: number, end: number): Text {
  const { source, span, exact } = from;
  const text = from.text.slice(start, end);
  const place = exact ? { start: span.start + start, end: span.start + end } : span;
  return { text, source, span: place, exact };
}

/** The text after a step that rewrites it. */
export function rewritten(from: Text, text: string): Text {
  if (text === from.text) return from;
  const { source, span } = from;
  return { text, source, span, exact: false };
}
