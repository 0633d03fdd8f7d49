import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { RecordIdentity } from "../../../server/protocol/records";
import {
  type WriteRecordParams,
  type WriteRecordResult,
  writeRecordRequest,
  type WrittenRecord,
} from "../../../server/protocol/recordWriting";
import type { RecordSource } from "./recordSources";
import { ask } from "../server/messages";
import { tell, unavailable } from "../shown";

/** What was written to the disk, and the document of the file, which VS Code reads again some time later. */
export interface OnDisk {
  readonly document: vscode.TextDocument;
  /** The version of the document in which it does not hold what was written. */
  readonly version: number;
  /** The record's text as it is on the disk. */
  readonly text: string;
}

/** A record as written. */
export interface Written {
  readonly record: number;
  readonly identity: RecordIdentity;
  readonly text: string;
  readonly onDisk?: OnDisk | undefined;
}

export type Writing =
  | { readonly kind: "written"; readonly found: Written }
  /** Nothing was written: the record has changed or is gone. */
  | { readonly kind: "changed"; readonly found: Written | undefined; readonly message: string };

/**
 * Writes records back into their files.
 *
 * A file on the disk is replaced at once by the server, which keeps every byte outside the change. A file with unsaved
 * changes is edited in its document and stays unsaved: the user must save the other changes. A file that is not UTF-8,
 * or on another file system, is also edited in its document, and then saved. A file that no editor has open is always
 * replaced by the server.
 */
export class RecordWriter {
  constructor(private readonly client: BaseLanguageClient) {}

  /**
   * What was written, as long as the disk is ahead of the document; undefined once the document has caught up. A
   * document that was read again may still have the text of an earlier save, so a new version alone does not prove that
   * it has caught up.
   */
  async ahead(written: OnDisk, now: vscode.TextDocument): Promise<OnDisk | undefined> {
    if (written.document !== now || now.isDirty) return undefined;
    if (written.version === now.version) return written;
    const { version } = now;
    return (await isOnDisk(now)) ? undefined : { ...written, version };
  }

  /** @throws FileSystemError that says what cannot be written, and why */
  async write({ uri, document }: RecordSource, params: Omit<WriteRecordParams, "into">): Promise<Writing> {
    const version = document?.version;
    const isDirty = document?.isDirty === true;
    const intoFile = document === undefined || (uri.scheme === "file" && !isDirty && isUtf8(document));
    const result = await ask(this.client, writeRecordRequest, {
      ...params,
      into: intoFile ? "file" : "document",
    } satisfies WriteRecordParams);
    const name = vscode.workspace.asRelativePath(uri);
    switch (result?.kind) {
      case undefined:
        throw unavailable(
          `${name} no longer holds any records, so there is nowhere to write this one: copy here what you want to keep.`,
        );
      case "refused":
        throw unavailable(result.message);
      case "changed":
        return { kind: "changed", found: whole(result), message: changedMessage(name, result.text !== undefined) };
      case "written":
        return {
          kind: "written",
          found: {
            ...foundOf(result),
            onDisk: document && { document, version: document.version, text: result.text },
          },
        };
      case "edits":
        if (document === undefined) throw unavailable("The file is not open in an editor any more: save again.");
        await this.edit(document, version, result.edits);
        if (isDirty) this.tellUnsaved(document, name);
        else await save(document, name);
        return { kind: "written", found: foundOf(result) };
    }
  }

  private async edit(
    source: vscode.TextDocument,
    version: number | undefined,
    edits: Extract<WriteRecordResult, { kind: "edits" }>["edits"],
  ): Promise<void> {
    if (edits.length === 0) return;
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(source.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    }
    if (source.version !== version || !(await vscode.workspace.applyEdit(edit))) {
      throw unavailable("The file was edited at the same moment: save again.");
    }
  }

  private tellUnsaved(source: vscode.TextDocument, name: string): void {
    const saveIt = `Save ${name}`;
    const text = `The record was changed in ${name}, which is open with other unsaved changes. It is on disk once you save that file too.`;
    void tell(text, saveIt).then((chosen) => {
      if (chosen === saveIt) void source.save();
    });
  }
}

function isUtf8({ encoding }: vscode.TextDocument): boolean {
  return /^utf8(?:bom)?$/.test(encoding);
}

/** Does the document hold what the disk holds? VS Code gives all lines of a document the same end. */
async function isOnDisk(document: vscode.TextDocument): Promise<boolean> {
  const bytes = await vscode.workspace.fs.readFile(document.uri);
  const lines = (text: string): string => text.replace(/\r\n?/g, "\n");
  return lines(new TextDecoder().decode(bytes)) === lines(document.getText());
}

async function save(source: vscode.TextDocument, name: string): Promise<void> {
  if (await source.save()) return;
  throw unavailable(`The record was changed in ${name}, but that file could not be saved: save it in its editor.`);
}

function changedMessage(name: string, isThere: boolean): string {
  return isThere
    ? `This record was changed in ${name} since it was opened, and nothing was written. Save again to compare the two, or to overwrite.`
    : `This record is no longer in ${name}, and nothing was written: copy here what you want to keep.`;
}

function whole({ record, identity, text }: Partial<WrittenRecord>): Written | undefined {
  return record === undefined || identity === undefined || text === undefined ? undefined : { record, identity, text };
}

function foundOf({ record, identity, text }: WrittenRecord): Written {
  return { record, identity, text };
}
