/** Calls written in another dialect. */
import type { Range } from "../core/text/lineTable";
import { request } from "./message";

/** Client → server: the dialects that a document's calls can be written in. */
export const targetDialectsRequest = request<TargetDialectsParams, TargetDialectsResult>("targetDialects");

export interface TargetDialectsParams {
  readonly uri: string;
}

export interface TargetDialect {
  readonly id: string;
  readonly title: string;
  /** The vendor whose models write it. */
  readonly models: readonly string[];
}

/** The available dialects, most used first; empty if the document is not open or holds no traces. */
export interface TargetDialectsResult {
  readonly dialects: readonly TargetDialect[];
  /** The dialect of the document's calls, and why. */
  readonly current: { readonly id: string; readonly reason: string } | undefined;
}

/** Client → server: the edits that write a document's calls in a dialect. */
export const convertCallsRequest = request<ConvertCallsParams, ConvertCallsResult>("convertCalls");

export interface ConvertCallsParams {
  readonly uri: string;
  /** Id of the dialect. */
  readonly to: string;
}

/** Null if the document is not open, holds no traces, or was edited in the meantime. */
export type ConvertCallsResult = {
  /** The version of the document that the edits are for. */
  readonly version: number;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  /** How many calls are rewritten, */
  readonly calls: number;
  /** how many stay because they are cut off or have no name, */
  readonly left: number;
  /** and how many because the record gives them as data. */
  readonly data: number;
} | null;
