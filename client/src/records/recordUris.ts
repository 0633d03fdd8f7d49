import * as vscode from "vscode";
import { type RecordPlace, recordScheme, recordUriParts, sourceInQuery } from "../../../server/protocol/records";

/** A record that is shown as a document. */
export interface ShownRecord {
  /** The file that holds it. */
  readonly source: vscode.Uri;
  /** Its number in the file, from 0. */
  readonly record: number;
}

/** The record that a document shows; undefined for any other document. */
export function shownRecord(uri: vscode.Uri | undefined): ShownRecord | undefined {
  if (uri?.scheme !== recordScheme) return undefined;
  const place: RecordPlace | undefined = sourceInQuery(uri.query);
  return place && { source: vscode.Uri.parse(place.source, true), record: place.record };
}

/** The URI of the document that shows a record. */
export function recordUri({ source, record }: ShownRecord, name: string): vscode.Uri {
  return vscode.Uri.from(recordUriParts(source.path, name, { source: source.toString(), record }));
}

/** The file that a document belongs to: for a record the file that holds it. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  return shownRecord(uri)?.source ?? uri;
}
