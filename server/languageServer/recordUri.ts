import { URI } from "vscode-uri";
import { recordUriParts, sourceInQuery, recordScheme } from "../protocol/records";

/** The file whose settings apply to a document: for a record as a document, the file that contains the record. */
export function settledBy(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === recordScheme ? (sourceInQuery(parsed.query)?.source ?? uri) : uri;
}

/** The URI of the document that shows a record. */
export function recordUri(source: string, name: string, record: number): string {
  return URI.from(recordUriParts(URI.parse(source).path, name, { source, record })).toString();
}
