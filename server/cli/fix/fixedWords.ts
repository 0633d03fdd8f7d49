import type { RecordBatch } from "../../core/records/stream/recordBatch";
import { differences } from "../../core/text/differences";
import type { TextEdit } from "../../core/text/edits";
import { printableLine, withoutCommands } from "../../core/text/printable";
import { ofWholeWords } from "../../core/text/wholeWords";
import { nodeUtf8 } from "../../node/utf8";
import { changedWords } from "../output/excerpt";
import type { TextStyle } from "../output/text";
import type { RecordEdit } from "./fixJob";
import type { FixedFile } from "./fixedFile";

/**
 * Shows the fixes in a file to people on a terminal: a line for each change, with what was taken out and put in, and
 * the words around it. A diff of a record in JSONL would show all of the record twice.
 */
export class FixedWords implements FixedFile {
  /** Texts of batches that are being fixed, in order. */
  private readonly texts: string[] = [];
  /** Number of the next batch's first line in the file. */
  private line = 0;

  constructor(
    private readonly name: string,
    private readonly style: TextStyle,
    private readonly show: (lines: string) => Promise<void>,
  ) {}

  take({ content }: RecordBatch): void {
    this.texts.push(typeof content === "string" ? content : nodeUtf8.decode(content));
  }

  async add(edits: readonly RecordEdit[]): Promise<void> {
    const text = this.texts.shift() ?? "";
    let [at, line] = [0, this.line];
    const lineOf = (offset: number): number => {
      line += countLines(text, at, offset);
      at = offset;
      return line;
    };
    for (const { span, text: fixed } of edits) {
      const written = wordDifferences(text.slice(span.start, span.end), fixed).map((change) => {
        const moved = { start: span.start + change.span.start, end: span.start + change.span.end };
        return this.changeInWords(text, { span: moved, text: change.text }, lineOf(moved.start));
      });
      await this.show(written.join(""));
    }
    this.line = lineOf(text.length);
  }

  async end(): Promise<void> {
    // Each change was shown as it came.
  }

  async abandon(): Promise<void> {
    // Everything shown so far is whole lines.
  }

  private changeInWords(text: string, { span, text: put }: TextEdit, line: number): string {
    const { colours, width } = this.style;
    const place = `${printableLine(this.name)}:${line + 1}`;
    const shown = changedWords(text, span, put, Math.max(40, width - place.length - 1));
    const change = `${colours.removed(shown.removed)}${colours.added(shown.added)}`;
    return withoutCommands(`${colours.bold(place)} ${shown.before}${change}${shown.after}\n`);
  }
}

/** The longest text that two changes of one word can have between them. */
const longestWord = 40;

/** The changes in whole words, so that people can read them. */
function wordDifferences(text: string, fixed: string): TextEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of differences(text, fixed)) {
    const last = merged.at(-1);
    const between = last && text.slice(last.span.end, edit.span.start);
    if (last === undefined || between === undefined || between.length > longestWord || /\s/.test(between)) {
      merged.push(edit);
      continue;
    }
    const span = { start: last.span.start, end: edit.span.end };
    merged[merged.length - 1] = { span, text: `${last.text}${between}${edit.text}` };
  }
  return merged.map((edit) => readable(text, edit));
}

/** The edit in whole words and escapes, where it begins or ends within one. */
function readable(text: string, { span, text: put }: TextEdit): TextEdit {
  const isEscape = text[span.start - 1] === "\\";
  const start = isEscape ? span.start - 1 : span.start;
  const edit = { span: { start, end: span.end }, text: `${isEscape ? "\\" : ""}${put}` };
  const changed = [text.slice(start, span.end), edit.text].filter((each) => each !== "");
  const isWithin = changed.some(
    (each) =>
      isWord(`${text[start - 1] ?? ""}${each[0] ?? ""}`) || isWord(`${each.at(-1) ?? ""}${text[span.end] ?? ""}`),
  );
  return isWithin ? ofWholeWords(text, edit) : edit;
}

function isWord(pair: string): boolean {
  return /^[\p{L}\p{N}_-]{2}$/u.test(pair);
}

/** The number of line ends in `[from, to)`. */
function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let next = text.indexOf("\n", from); next >= 0 && next < to; next = text.indexOf("\n", next + 1)) count++;
  return count;
}
