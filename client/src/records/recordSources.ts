import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { DiskFiles } from "./diskFiles";
import type { RecordDocuments } from "./recordDocuments";

/** A file of records that the server has. */
export interface RecordSource {
  readonly uri: vscode.Uri;
  /** Undefined if the server reads it from the disk, and no editor has it open. */
  readonly document: vscode.TextDocument | undefined;
}

/** Gives the server the files whose records are wanted: as documents, or as files to read from the disk. */
export class RecordSources {
  constructor(
    private readonly client: BaseLanguageClient,
    private readonly documents: RecordDocuments,
    private readonly diskFiles: DiskFiles,
  ) {}

  /** Can its records only be read? */
  isPacked(uri: vscode.Uri): boolean {
    return this.diskFiles.stateOf(uri)?.packed !== undefined;
  }

  /** Undefined if the file holds no records. */
  async provide(uri: vscode.Uri): Promise<RecordSource | undefined> {
    if (!this.documents.isSent(uri) && (await this.diskFiles.wants(uri))) return { uri, document: undefined };
    const document = await this.documents.provide(this.client, uri);
    return document && { uri: document.uri, document };
  }
}
