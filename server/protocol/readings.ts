import type { Position } from "../core/text/lineTable";
import { request } from "./message";

/** Client → server: how the trace at a place of a document was read, for people. */
export const readingRequest = request<ReadingParams, ReadingResult>("reading");

export interface ReadingParams {
  readonly uri: string;
  readonly position: Position;
}

/** Null if the document is not open, or has no trace there. */
export type ReadingResult = {
  /** Number of the record in the document, from 0. */
  readonly record: number;
  /** Number of the trace in the record, from 0. */
  readonly trace: number;
  readonly text: string;
} | null;
