/** Rewards, for editors and the webview. */
import type { Breakdown, OwnBreakdown, ShownOption } from "../core/views/reward";
import type { Rescoring } from "../core/ide/rescorings";
import type { Position, Range } from "../core/text/lineTable";
import { notification, request } from "./message";

export type { Rescoring };

/** Command of the client: shows a sample's breakdown. Its arguments are a URI and a place in the sample, or none. */
export const showBreakdownCommand = "traceAuditor.showBreakdown";

/** Command of the client: asks for another variant or step. Its argument is a URI, or none. */
export const rescoreCommand = "traceAuditor.rescore";

/** Client → server: from now on, show a document's rewards with these options, until they change. */
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

/** Null if the document is not open or has no sample there. */
export type BreakdownResult = SampleBreakdown | null;

export interface SampleBreakdown {
  /** For people: the record's number from 1, and its id. */
  readonly name: string;
  readonly version: number;
  /** The place of the sample's trace. */
  readonly range: Range;
  /** Null if the sample has neither a reward nor a verdict: `why` says so. */
  readonly breakdown: Breakdown<Range> | null;
  readonly why: string;
  /** Null if a team's own scorer was not asked about the sample in its present form. */
  readonly own: OwnBreakdown | null;
  /** Null if nothing in the sample can be fixed safely. */
  readonly safeFixes: SafeFixes | null;
}

/** What all safe fixes of a sample do together. */
export interface SafeFixes {
  readonly count: number;
  /** What they add to its reward; 0 if it has none. */
  readonly gain: number;
}

/** Client → server: the options with which the rewards of a document can be shown. */
export const rescoringChoicesRequest = request<BreakdownParams, RescoringChoices | null>("rescoringChoices");

/** Command of the client: asks for another reward. Its argument is a URI, or none. */
export const tryRewardCommand = "traceAuditor.tryReward";

/** Client → server: which official functions the rewards of a document can be shown under. */
export const triableRewardsRequest = request<{ readonly uri: string }, TriableRewards>("triableRewards");

export interface TriableRewards {
  /** With where each comes from: repository and commit. */
  readonly presets: readonly { readonly name: string; readonly from: string }[];
  /** The one that is tried now; null where the file's own reward is shown. */
  readonly tried: string | null;
}

/** The option with which a sample's reward is shown now, and the alternatives. */
export interface RescoringChoices {
  readonly options: readonly ShownOption[];
  /** From 0. */
  readonly step: number;
}
