import { URI } from "vscode-uri";
import { recordUriParts, sourceInQuery, recordScheme } from "../protocol/records";

/** The file that a document's settings are those of: for a record as a document the file that holds the record. */
export function settledBy(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === recordScheme ? (sourceInQuery(parsed.query)?.source ?? uri) : uri;
}

/** The URI of the document that shows a record. */
export function recordUri(source: string, name: string, record: number): string {
  return URI.from(recordUriParts(URI.parse(source).path, name, { source, record })).toString();
}
