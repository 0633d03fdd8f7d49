/** What our client and our server say to each other about rewards. Shared by both sides, and with the webview: types only. */
import type { Breakdown, OwnBreakdown } from "../core/views/reward";
import type { Rescoring } from "../core/ide/rescorings";
import type { Position, Range } from "../core/text/lineTable";

export type { Rescoring };

/** Command of the client: shows a sample's breakdown. Its arguments are a URI and a place in the sample, or none. */
export const showBreakdownCommand = "traceAuditor.showBreakdown";

/** Command of the client: asks for another variant or step. Its argument is a URI, or none. */
export const rescoreCommand = "traceAuditor.rescore";

/** Notification client → server: from now on the rewards of a document are shown so. Kept until told otherwise. */
export const rescoreMethod = "traceAuditor/rescore";

export interface RescoreParams {
  readonly uri: string;
  readonly rescoring: Rescoring;
}

/** Request client → server, {@link BreakdownParams} to {@link BreakdownResult}: the breakdown of the sample at a place. */
export const breakdownMethod = "traceAuditor/breakdown";

export interface BreakdownParams {
  readonly uri: string;
  readonly at: Position;
}

/** Null where the document is not open or has no sample there. */
export type BreakdownResult = SampleBreakdown | null;

export interface SampleBreakdown {
  /** For people: the record's number from 1, and its id. */
  readonly name: string;
  readonly version: number;
  /** Where the sample's trace stands. */
  readonly range: Range;
  /** Null where the sample has neither a reward nor a verdict: `why` says so. */
  readonly breakdown: Breakdown<Range> | null;
  readonly why: string;
  /** Null where a team's own scorer was not asked about the sample as it stands. */
  readonly own: OwnBreakdown | null;
}
