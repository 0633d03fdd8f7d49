/** Records of a file that are shown as documents of their own. */
import type { RecordIdentity } from "../core/ide/recordUnits";
import type { Position } from "../core/text/lineTable";
import { request } from "./message";

export type { RecordIdentity };

/** The scheme of documents that are one record of a file. */
export const recordScheme = "trace-auditor-record";

/** Which record of which file a document of that scheme is: its URI's query says it. */
export interface RecordPlace {
  /** URI of the file. */
  readonly source: string;
  /** Number of the record in the file, from 0. */
  readonly record: number;
}

/** The parts of a record's URI. The path is for people: the file's, and below it the record's number and id. */
export function recordUriParts(
  sourcePath: string,
  name: string,
  { source, record }: RecordPlace,
): { readonly scheme: string; readonly path: string; readonly query: string } {
  const safe = name.replace(/[\\/?#%:*"<>|\u0000-\u001f\u007f\ud800-\udfff]/g, "_");
  return {
    scheme: recordScheme,
    path: `${sourcePath.replace(/^\/*/, "/")}/${safe}.trace`,
    query: `${record}&${source}`,
  };
}

/** The place that a record's URI names, from its decoded query. */
export function sourceInQuery(query: string): RecordPlace | undefined {
  const match = /^(\d+)&(.+)$/s.exec(query);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { record: Number(match[1]), source: match[2] };
}

/** Command of the client: opens a record as a document. Its arguments are the file's URI and an {@link OpenRecord}. */
export const openRecordCommand = "traceAuditor.openRecord";

/** Which record to open: by its number, or the one at a place of the file, which is then shown. */
export interface OpenRecord {
  readonly record?: number;
  readonly at?: Position;
}

/** Client → server: one record of an open file as `.trace` text. */
export const recordRequest = request<RecordParams, RecordResult>("record");

export interface RecordParams extends OpenRecord {
  readonly uri: string;
  /** What the record was when it had that number: it is looked for where it is now. */
  readonly known?: RecordIdentity;
}

/** Null where the file has no such record. */
export type RecordResult = {
  readonly record: number;
  /** How many records the file has. */
  readonly count: number;
  /** For people: the record's number from 1, and its id. */
  readonly name: string;
  readonly identity: RecordIdentity;
  /** Empty where the record cannot be read. */
  readonly text: string;
  /** Where the record begins in the file. */
  readonly start: Position;
  /** Where in the text the place is that was asked for; else where the trace begins. */
  readonly at: Position | undefined;
} | null;
