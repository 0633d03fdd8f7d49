/**
 * A team's own scorer, a command that the setting `traceAuditor.scorer.command` names. It is run only when the user
 * asks for it, and only if the user trusts the workspace.
 */
import type { Position } from "../core/text/lineTable";
import { notification, request } from "./message";

/** Command of the client: asks the scorer about a sample. Its arguments are a URI and a place in the sample, or none. */
export const runScorerCommand = "traceAuditor.runScorer";

/** Command of the client: asks the scorer about all samples of a file. Its argument is a URI, or none. */
export const runScorerOnFileCommand = "traceAuditor.runScorerOnFile";

/** Client → server: the user trusts the workspace from now on. */
export const trustedNotification = notification("trusted");

/**
 * Client → server: runs the scorer. Cancelling the request ends
 * it. While it runs, {@link ScorerProgress} is sent as `$/progress` under the token.
 */
export const runScorerRequest = request<RunScorerParams, RunScorerResult | null>("runScorer");

export interface RunScorerParams {
  readonly uri: string;
  /** The sample to ask about; without it, all samples of the file. */
  readonly at?: Position;
  readonly progressToken?: string;
}

export interface ScorerProgress {
  readonly answered: number;
  readonly samples: number;
}

/** The result of a run. */
export interface RunScorerResult extends ScorerProgress {
  /** How many answers are not a score; the first one says why. */
  readonly unusable: number;
  readonly firstUnusable: string | null;
  /** How many scores differ from the computed reward. */
  readonly differing: number;
  /** Why it did not finish: what happened, and what to do. Null if it finished or was cancelled. */
  readonly failure: string | null;
}
