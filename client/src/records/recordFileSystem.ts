import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { wellFormed } from "../../../server/core/text/utf8";
import { type RecordIdentity, recordRequest, type RecordParams } from "../../../server/protocol/records";
import type { DocumentStatuses } from "../documentStatuses";
import type { DiskFiles } from "./diskFiles";
import type { RecordSource, RecordSources } from "./recordSources";
import { shownRecord, type ShownRecord } from "./recordUris";
import { type OnDisk, RecordWriter } from "./recordWriter";
import { ask } from "../server/messages";
import { unavailable } from "../shown";

/** How long after an edit of a file its records are read again, in milliseconds. */
const pause = 300;

/** What is known about an open record. Its text is the one in its file, not the edited one. */
interface Opened {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Later for each new text: VS Code reads a file again if its time is later. */
  readonly mtime: number;
  /**
   * Different for each text, usually its length: VS Code takes texts of the same size for the same text, whatever their
   * times.
   */
  readonly size: number;
  readonly sizesBefore: ReadonlySet<number>;
  /** The record's number in its file; it differs from the one in its URI if lines were added or removed before it. */
  readonly record: number;
  readonly identity: RecordIdentity;
  /** The text that the editor started from. */
  readonly shown: string;
  /** What was written to the disk but not read again by the editor yet. */
  readonly onDisk?: OnDisk | undefined;
}

/** A record as found in its file or on the disk. */
interface Found {
  readonly text: string;
  readonly record: number;
  readonly identity: RecordIdentity;
  readonly onDisk?: OnDisk | undefined;
}

/**
 * Shows records of JSON files as separate files, in the form of a `.trace` file. Saving writes them back into their
 * records. recordScheme.ts registers this with VS Code.
 */
export class RecordFileSystem implements Pick<vscode.FileSystemProvider, "stat" | "readFile" | "writeFile"> {
  private readonly opened = new Map<string, Opened>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly writer: RecordWriter;

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly sources: RecordSources,
    private readonly changed: vscode.EventEmitter<vscode.FileChangeEvent[]>,
  ) {
    this.writer = new RecordWriter(client);
  }

  /** Keeps open records in step with their files. */
  follow(statuses: DocumentStatuses, diskFiles: DiskFiles): vscode.Disposable {
    return vscode.Disposable.from(
      statuses.onDidChange((source) => this.refresh(source)),
      diskFiles.onDidChange(({ uri, isNew }) => {
        if (isNew) this.refresh(uri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refreshSoon(document.uri)),
      { dispose: () => this.waiting.forEach((timer) => clearTimeout(timer)) },
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.opened.delete(uri.toString())),
    );
  }

  /** The record that a document shows now; undefined for any other document. */
  placeOf(uri: vscode.Uri | undefined): ShownRecord | undefined {
    const shown = shownRecord(uri);
    const opened = uri && this.opened.get(uri.toString());
    return shown && opened ? { source: shown.source, record: opened.record } : shown;
  }

  /**
   * Called before a document is shown for the record that its URI names: it may have followed another record that
   * moved.
   */
  async prepare(uri: vscode.Uri): Promise<void> {
    const [shown, before] = [shownRecord(uri), this.opened.get(uri.toString())];
    if (shown === undefined || before === undefined || before.record === shown.record || isDirty(uri)) return;
    const moved = { ...before, record: shown.record, identity: { raw: "", unique: false }, onDisk: undefined };
    this.opened.set(uri.toString(), moved);
    await this.reload(uri);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const before = this.opened.get(uri.toString());
    // A record that is gone stays visible; saving it reports that it is gone.
    const { mtime, size } = await this.load(uri).catch((error: unknown) => {
      if (before === undefined) throw error;
      return before;
    });
    const source = shownRecord(uri)?.source;
    const isReadOnly =
      source !== undefined &&
      (this.sources.isPacked(source) || vscode.workspace.fs.isWritableFileSystem(source.scheme) === false);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime,
      size,
      ...(isReadOnly ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const found = await this.load(uri);
    // A text that is read for comparison with an edited one is not what the edits started from.
    if (!isDirty(uri)) this.opened.set(uri.toString(), { ...found, shown: found.text });
    return found.bytes;
  }

  /** @throws FileSystemError that says what cannot be written, and why; the editor keeps its text then. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const shown = shownRecord(uri);
    if (shown === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const opened = this.opened.get(uri.toString()) ?? (await this.load(uri));
    const source = await this.source(shown);
    const text = new TextDecoder("utf-8").decode(content);
    const { record, identity, text: current, shown: began } = opened;
    const params = { uri: source.uri.toString(), record, known: identity, current, shown: began, text };
    const result = await this.writer.write(source, params);
    if (result.kind === "changed") {
      // On the next try, VS Code asks whether to compare or to overwrite.
      if (result.found !== undefined) this.keep(uri, opened, result.found);
      this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      throw unavailable(result.message);
    }
    // The editor has the text that it saved; if the record reads differently (a header that follows from a text), it
    // reads that next.
    this.keep(uri, this.opened.get(uri.toString()) ?? opened, { ...result.found, text }, text);
    if (result.found.text !== text) setTimeout(() => void this.reload(uri), 0);
  }

  private async source({ source }: ShownRecord): Promise<RecordSource> {
    const found = await this.sources.provide(source);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(source);
    return found;
  }

  private async load(uri: vscode.Uri): Promise<Opened> {
    const shown = shownRecord(uri);
    if (shown === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const { uri: file, document } = await this.source(shown);
    const before = this.opened.get(uri.toString());
    const wasSaved = (): boolean => this.opened.get(uri.toString())?.onDisk !== before?.onDisk;
    const onDisk = before?.onDisk && document && (await this.writer.ahead(before.onDisk, document));
    if (wasSaved()) return this.load(uri);
    if (before !== undefined && onDisk !== undefined) {
      return this.keep(uri, before, { ...before, onDisk, text: onDisk.text });
    }
    // A newly opened record is the one that its URI names; a visible one follows its lines.
    const followed = isOpen(uri) ? before : undefined;
    const params: RecordParams = {
      uri: file.toString(),
      record: followed?.record ?? shown.record,
      ...(followed === undefined ? {} : { known: followed.identity }),
    };
    const result = await ask(this.client, recordRequest, params);
    if (wasSaved()) return this.load(uri);
    if (result === null) throw vscode.FileSystemError.FileNotFound(uri);
    const { record, identity, text } = result;
    return this.keep(uri, this.opened.get(uri.toString()), { record, identity, text: wellFormed(text) });
  }

  private keep(uri: vscode.Uri, before: Opened | undefined, found: Found, shown?: string): Opened {
    const isSame = before?.text === found.text;
    const bytes = isSame ? before.bytes : new TextEncoder().encode(found.text);
    const sizesBefore = before?.sizesBefore ?? new Set<number>();
    let size = isSame ? before.size : bytes.length;
    while (!isSame && sizesBefore.has(size)) size++;
    const kept = {
      ...found,
      bytes,
      size,
      sizesBefore: new Set([...sizesBefore, size]),
      mtime: isSame ? before.mtime : Math.max((before?.mtime ?? 0) + 1, Date.now()),
      shown: shown ?? before?.shown ?? found.text,
    };
    this.opened.set(uri.toString(), kept);
    return kept;
  }

  /** Follows a file that is being edited, in a tab or not, after a pause in typing. */
  private refreshSoon(source: vscode.Uri): void {
    if (this.opened.size === 0) return;
    const key = source.toString();
    clearTimeout(this.waiting.get(key));
    const refresh = (): void => {
      this.waiting.delete(key);
      this.refresh(source);
    };
    this.waiting.set(key, setTimeout(refresh, pause));
  }

  /** Reads the visible records of an edited file again. */
  private refresh(source: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (this.opened.has(uri.toString()) && shownRecord(uri)?.source.toString() === source.toString()) {
        void this.reload(uri);
      }
    }
  }

  private async reload(uri: vscode.Uri): Promise<void> {
    const before = this.opened.get(uri.toString());
    try {
      const { text } = await this.load(uri);
      if (text !== before?.text) this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    } catch {
      // The record is gone from its file; the last text stays visible.
    }
  }
}

function isOpen(uri: vscode.Uri): boolean {
  return documentOf(uri) !== undefined;
}

function isDirty(uri: vscode.Uri): boolean {
  return documentOf(uri)?.isDirty === true;
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
}
