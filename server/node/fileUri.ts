import { URI } from "vscode-uri";

/** The URI of a file by its absolute path, written as editors' URIs are once they are read. */
export function fileUri(path: string): string {
  return URI.file(path).toString();
}
