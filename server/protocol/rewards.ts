/** Rewards as editors and the webview show them. */
import type { Breakdown, OwnBreakdown, ShownOption } from "../core/views/reward";
import type { Rescoring } from "../core/ide/rescorings";
import type { Position, Range } from "../core/text/lineTable";
import { notification, request } from "./message";

export type { Rescoring };

/** Command of the client: shows a sample's breakdown. Its arguments are a URI and a place in the sample, or none. */
export const showBreakdownCommand = "traceAuditor.showBreakdown";

/** Command of the client: asks for another variant or step. Its argument is a URI, or none. */
export const rescoreCommand = "traceAuditor.rescore";

/** Client → server: from now on the rewards of a document are shown so. Kept until told otherwise. */
export const rescoreNotification = notification<RescoreParams>("rescore");

export interface RescoreParams {
  readonly uri: string;
  readonly rescoring: Rescoring;
}

/** Client → server: the breakdown of the sample at a place. */
export const breakdownRequest = request<BreakdownParams, BreakdownResult>("breakdown");

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

/** Client → server: what the rewards of a document can be shown under. */
export const rescoringChoicesRequest = request<BreakdownParams, RescoringChoices | null>("rescoringChoices");

/** What a sample's reward is shown under now, and what else there is. */
export interface RescoringChoices {
  readonly options: readonly ShownOption[];
  /** From 0. */
  readonly step: number;
}
