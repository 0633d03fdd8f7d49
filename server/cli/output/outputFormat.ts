import type { Result } from "../../core/engine/results";

/** The source lines that results refer to, by their numbers in the file. */
export interface SourceLines {
  /** The known part of a line, and the character of the line at which that part begins. */
  line(number: number): { readonly text: string; readonly from: number };
}

/** An output format for results. Written piece by piece, so that no format holds all results in memory. */
export interface OutputFormat {
  readonly start: string;
  /** Written between two results that are not empty. */
  readonly separator: string;
  readonly end: string;
  /** Empty for a result that this format does not mention. */
  write(result: Result, source: SourceLines): string;
}
