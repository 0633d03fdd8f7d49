import { TextDocument } from "vscode-languageserver-textdocument";
import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { AuditedFile, type TextChange } from "../core/audit/auditedFile";
import type { RecordFormat } from "../core/model/record";
import { forFileNamed, recogniseFile, unknownFormat } from "../core/records/reading/recogniseFile";
import { traceFileFormat } from "../core/records/traceFile/traceFileFormat";
import type { Span } from "../core/text/span";
import { recordScheme } from "../protocol/records";
import type { AuditSetup } from "./configuration";

/** The settings that say how the document is read. */
type Setup = Omit<AuditSetup, "madeOf" | "hints">;

/**
 * A document that is open in the editor: its text, and the core's view of it.
 *
 * The text takes over edits at once, the core only when it is used: however many edits come before that, the file is
 * cut into records once.
 */
export class OpenDocument {
  private text: TextDocument;
  /** The edits that the core has not seen yet, as one change. */
  private unseen: TextChange | undefined;
  private file: AuditedFile | undefined;
  private setup: Setup | undefined;
  /** Why the file is read in its present format. */
  formatReason = "";
  /** When it was last edited, by the host's clock; undefined if it was only opened. */
  editedAt: number | undefined;
  closed = false;
  /** The text with which it was opened; kept only for records, to compare it with the edited text. */
  readonly openedText: string;

  constructor(uri: string, language: string, version: number, text: string) {
    this.openedText = uri.startsWith(`${recordScheme}:`) ? text : "";
    this.text = TextDocument.create(uri, language, version, text);
  }

  get uri(): string {
    return this.text.uri;
  }

  get version(): number {
    return this.text.version;
  }

  getText(): string {
    return this.text.getText();
  }

  offsetAt(position: Position): number {
    return this.text.offsetAt(position);
  }

  /** The only converter from the core's offsets to LSP positions. */
  positionAt(offset: number): Position {
    return this.text.positionAt(offset);
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** Takes over the changes of one notification, each on the text that the previous one left. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      const length = this.text.getText().length;
      const isPart = isPartial(change);
      const start = isPart ? this.text.offsetAt(change.range.start) : 0;
      const end = isPart ? this.text.offsetAt(change.range.end) : length;
      this.note(Math.min(start, end), Math.max(start, end), change.text.length);
      this.text = TextDocument.update(this.text, [change], version);
    }
  }

  /** The file as the core sees it, up to date with the text, read by `setup`. */
  fileFor(setup: Setup): AuditedFile {
    const isUnknown = this.file?.format === unknownFormat && this.unseen !== undefined;
    if (this.file === undefined || this.setup !== setup || isUnknown) {
      this.file = new AuditedFile(setup.auditor, this.recognise(setup), this.getText(), setup.asked);
      this.setup = setup;
    } else if (this.unseen !== undefined) {
      this.file.edit(this.getText(), this.unseen);
    }
    this.unseen = undefined;
    return this.file;
  }

  private recognise({ askedFormat }: Setup): RecordFormat {
    if (this.text.languageId === "trace") return traceFileFormat;
    const recognised = recogniseFile(this.getText(), askedFormat);
    this.formatReason = recognised?.reason ?? "";
    return recognised === undefined ? unknownFormat : forFileNamed(recognised.format, this.uri);
  }

  /** Joins a change of the present text with those that the core has not seen. */
  private note(start: number, end: number, inserted: number): void {
    const unseen = this.unseen ?? { start, oldEnd: start, newEnd: start };
    const reach = Math.max(unseen.newEnd, end);
    this.unseen = {
      start: Math.min(unseen.start, start),
      oldEnd: unseen.oldEnd + reach - unseen.newEnd,
      newEnd: reach + inserted - (end - start),
    };
  }
}

/** Does the change replace a part of the text, rather than give the whole text? */
function isPartial(
  change: TextDocumentContentChangeEvent,
): change is TextDocumentContentChangeEvent & { range: Range } {
  return "range" in change;
}
