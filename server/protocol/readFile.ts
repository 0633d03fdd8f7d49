import { request } from "./message";

/** Server → client: a file of a virtual file system. */
export const readFileRequest = request<ReadFileParams, ReadFileResult>("readFile");

export interface ReadFileParams {
  readonly uri: string;
}

/** The file's text; null if there is none. */
export type ReadFileResult = { readonly text: string } | null;
