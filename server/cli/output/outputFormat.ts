import type { SourceLines } from "../auditing/auditBatch";
import type { Result } from "../../core/engine/results";

/** A form of results. Written piece by piece, so that no form holds all results in memory. */
export interface OutputFormat {
  readonly start: string;
  /** Between two results that are not empty. */
  readonly separator: string;
  readonly end: string;
  /** Empty for a result that this form does not mention. */
  write(result: Result, source: SourceLines): string;
}
