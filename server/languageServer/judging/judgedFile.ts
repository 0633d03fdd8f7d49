import { URI } from "vscode-uri";

/** The URI under which judgements of a document's samples are found again; undefined if it is no file of its own. */
export function judgedFile(document: string): string | undefined {
  const uri = URI.parse(document);
  return uri.scheme === "file" ? uri.toString() : undefined;
}
