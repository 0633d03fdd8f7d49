import type { Result } from "../../core/engine/results";

/** The lines that results speak of, by the file's numbers. */
export interface SourceLines {
  /** What is known of a line, and at which character of it that begins. */
  line(number: number): { readonly text: string; readonly from: number };
}

/** A form of results. Written piece by piece, so that no form holds all results in memory. */
export interface OutputFormat {
  readonly start: string;
  /** Between two results that are not empty. */
  readonly separator: string;
  readonly end: string;
  /** Empty for a result that this form does not mention. */
  write(result: Result, source: SourceLines): string;
}
