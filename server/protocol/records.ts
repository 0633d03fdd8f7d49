/** Records of a file that are shown as separate documents. */
import type { RecordIdentity } from "../core/ide/recordUnits";
import type { Position } from "../core/text/lineTable";
import { request } from "./message";

export type { RecordIdentity };

/** The scheme of documents that are one record of a file. */
export const recordScheme = "trace-auditor-record";

/** The record and file of a document of that scheme, from its URI's query. */
export interface RecordPlace {
  /** URI of the file. */
  readonly source: string;
  /** Number of the record in the file, from 0. */
  readonly record: number;
}

/** The parts of a record's URI. The path is for people: the file's, and below it its name, the record's number and id. */
export function recordUriParts(
  sourcePath: string,
  name: string,
  { source, record }: RecordPlace,
): { readonly scheme: string; readonly path: string; readonly query: string } {
  const safe = name.replace(/[\\/?#%:*"<>|\u0000-\u001f\u007f\ud800-\udfff]/g, "_");
  const file =
    sourcePath
      .split("/")
      .at(-1)
      ?.replace(/\.[^.]*$/, "") ?? "";
  return {
    scheme: recordScheme,
    // A tab shows the last part of the path alone: two files' records would look the same without the file's name.
    path: `${sourcePath.replace(/^\/*/, "/")}/${file === "" ? "" : `${file} `}#${safe}.trace`,
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

/** The record to open: by its number, or the one at a place of the file; that place is then shown. */
export interface OpenRecord {
  readonly record?: number;
  readonly at?: Position;
}

/** Client → server: one record of an open file as `.trace` text. */
export const recordRequest = request<RecordParams, RecordResult>("record");

export interface RecordParams extends OpenRecord {
  readonly uri: string;
  /** The record's identity when it had that number, to find it at its present place. */
  readonly known?: RecordIdentity;
}

/** Null if the file has no such record. */
export type RecordResult = {
  readonly record: number;
  /** How many records the file has. */
  readonly count: number;
  /** For people: the record's number from 1, and its id. */
  readonly name: string;
  readonly identity: RecordIdentity;
  /** Empty if the record cannot be read. */
  readonly text: string;
  /** Where the record begins in the file. */
  readonly start: Position;
  /** The requested place in the text; otherwise the beginning of the trace. */
  readonly at: Position | undefined;
} | null;
