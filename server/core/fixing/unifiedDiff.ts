import { FILE_HEADERS_ONLY, formatPatch, OMIT_HEADERS, structuredPatch, type StructuredPatchHunk } from "diff";
import { applyEdits, type TextEdit } from "../text/edits";
import { lowerBound } from "../text/sorted";

const contextLines = 3;
/**
 * If two texts have more differences than this, no line counts as unchanged: to find unchanged lines takes the square
 * of this number.
 */
const maxDifferences = 2000;
const noLineEnd = "\\ No newline at end of file";

/**
 * The edits of a text as a unified diff that `git apply` and `patch -p1` accept.
 *
 * @param edits in order, without overlap.
 */
export function unifiedDiff(name: string, text: string, edits: readonly TextEdit[]): string {
  const diff = new UnifiedDiff(name);
  return diff.add(text, edits) + diff.end();
}

/** Text is searched for complete hunks once it has this many characters, and again when it has twice as many. */
const leastLookedAt = 64 << 10;

/**
 * A unified diff that is made while a text arrives, piece by piece. Only the lines of an edit are compared: a diff of
 * two whole files would cost their length times their difference. Only the open hunk is held in memory.
 */
export class UnifiedDiff {
  /** From the start of a line on. */
  private text = "";
  private edits: TextEdit[] = [];
  /** Number of the text's first line in the whole. */
  private line = 0;
  /** How many lines more the new text has so far. */
  private shift = 0;
  private hasHeader = false;
  private lookAt = leastLookedAt;

  constructor(private readonly name: string) {}

  /** Characters that are held because their hunk is not complete. */
  get held(): number {
    return this.text.length;
  }

  /**
   * Takes the next piece, which may end anywhere.
   *
   * @param edits in the piece, in order, without overlap
   * @returns the hunks that are complete
   */
  add(piece: string, edits: readonly TextEdit[]): string {
    const before = this.text.length;
    this.text += piece;
    for (const { span, text } of edits) {
      this.edits.push({ span: { start: before + span.start, end: before + span.end }, text });
    }
    if (this.text.length < this.lookAt) return "";
    const written = this.writeWhole();
    this.lookAt = Math.max(leastLookedAt, 2 * this.text.length);
    return written;
  }

  /** @returns the last hunks */
  end(): string {
    return this.write(new LineFeeds(this.text), this.edits);
  }

  /** Writes the complete hunks, and drops the lines that no later hunk shows. */
  private writeWhole(): string {
    const lines = new LineFeeds(this.text);
    // The last line may go on.
    let [line, whole] = [lines.lineAt(this.text.length), this.edits.length];
    while (whole > 0) {
      const last = lines.lineAt(this.edits[whole - 1]?.span.end ?? 0);
      if (line - last - 1 > 2 * contextLines) break;
      whole--;
      line = lines.lineAt(this.edits[whole]?.span.start ?? 0);
    }
    const written = this.write(lines, this.edits.slice(0, whole));
    const first = Math.max(0, line - contextLines);
    const start = lines.startOf(first);
    this.text = this.text.slice(start);
    this.edits = this.edits
      .slice(whole)
      .map(({ span, text }) => ({ span: { start: span.start - start, end: span.end - start }, text }));
    this.line += first;
    return written;
  }

  private write(lines: LineFeeds, edits: readonly TextEdit[]): string {
    const hunks: StructuredPatchHunk[] = [];
    let open: Change[] = [];
    const close = (): void => {
      if (open.length === 0) return;
      const hunk = hunkOf(lines, open, this.line, this.shift);
      hunks.push(hunk);
      this.shift += hunk.newLines - hunk.oldLines;
      open = [];
    };
    for (const change of changesOf(lines, edits)) {
      const last = open.at(-1);
      if (last !== undefined && change.from - last.to > 2 * contextLines) close();
      open.push(change);
    }
    close();
    if (hunks.length === 0) return "";
    const patch = {
      oldFileName: `a/${this.name}`,
      newFileName: `b/${this.name}`,
      oldHeader: undefined,
      newHeader: undefined,
      hunks,
    };
    const header = this.hasHeader ? "" : formatPatch({ ...patch, hunks: [] }, FILE_HEADERS_ONLY);
    this.hasHeader = true;
    return header + formatPatch(patch, OMIT_HEADERS);
  }
}

/**
 * The removed lines `[from, to)` of the old text, possibly none, and the lines that replace them, both in the form of a
 * diff.
 */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The changes of the edits, in order. Edits of the same line are compared together. */
function* changesOf(lines: LineFeeds, edits: readonly TextEdit[]): Generator<Change> {
  let first = 0;
  while (first < edits.length) {
    const firstLine = lines.lineAt(edits[first]?.span.start ?? 0);
    let lastLine = lines.lineAt(edits[first]?.span.end ?? 0);
    let next = first + 1;
    for (; next < edits.length; next++) {
      const { span } = edits[next] as TextEdit;
      if (lines.lineAt(span.start) > lastLine) break;
      lastLine = lines.lineAt(span.end);
    }
    yield* changesIn(lines, firstLine, lastLine, edits.slice(first, next));
    first = next;
  }
}

function changesIn(lines: LineFeeds, firstLine: number, lastLine: number, edits: readonly TextEdit[]): Change[] {
  const [start, end] = [lines.startOf(firstLine), lines.endOf(lastLine)];
  const before = lines.text.slice(start, end);
  const inside = edits.map(({ span, text }) => ({
    span: { start: span.start - start, end: span.end - start },
    text,
  }));
  const after = applyEdits(before, inside);
  const options = { context: 0, maxEditLength: maxDifferences };
  const patch = structuredPatch("", "", before, after, "", "", options) as { hunks: StructuredPatchHunk[] } | undefined;
  if (patch === undefined) {
    const [removed, added] = [markedLines("-", before), markedLines("+", after)];
    return [{ from: firstLine, to: lines.countTo(end), removed, added }];
  }
  return patch.hunks.map((hunk) => {
    const from = firstLine + hunk.oldStart - 1;
    const firstAdded = hunk.lines.findIndex((line) => line.startsWith("+"));
    const border = firstAdded < 0 ? hunk.lines.length : firstAdded;
    const [removed, added] = [hunk.lines.slice(0, border), hunk.lines.slice(border)];
    return { from, to: from + hunk.oldLines, removed, added };
  });
}

function markedLines(mark: "-" | "+", text: string): string[] {
  if (text === "") return [];
  const hasLineEnd = text.endsWith("\n");
  const marked = (hasLineEnd ? text.slice(0, -1) : text).split("\n").map((line) => mark + line);
  return hasLineEnd ? marked : [...marked, noLineEnd];
}

/**
 * Changes that are close together, with the lines around and between them.
 *
 * @param firstLine number of the lines' first one in the whole text
 * @param shift how many lines more the new text has before the hunk
 */
function hunkOf(lines: LineFeeds, changes: readonly Change[], firstLine: number, shift: number): StructuredPatchHunk {
  const start = Math.max(0, (changes[0]?.from ?? 0) - contextLines);
  const end = Math.min(lines.count, (changes.at(-1)?.to ?? 0) + contextLines);
  const written: string[] = [];
  let newLines = end - start;
  let at = start;
  // For changes that touch, first all removed lines are written, then all added ones.
  let held: string[] = [];
  for (const { from, to, removed, added } of changes) {
    if (from > at) {
      for (const line of held) written.push(line);
      held = [];
    }
    lines.copy(at, from, written);
    for (const line of removed) written.push(line);
    for (const line of added) held.push(line);
    newLines += added.filter((line) => line !== noLineEnd).length - (to - from);
    at = to;
  }
  for (const line of held) written.push(line);
  lines.copy(at, end, written);
  const oldStart = firstLine + start + 1;
  return { oldStart, oldLines: end - start, newStart: oldStart + shift, newLines, lines: written };
}

/** Lines as diffs count them: ended only by `\n`. */
class LineFeeds {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  /** The text after the last `\n` is a line only if it is not empty. */
  get count(): number {
    return this.countTo(this.text.length);
  }

  /** Lines that begin before an offset. */
  countTo(offset: number): number {
    return lowerBound(this.starts, offset);
  }

  lineAt(offset: number): number {
    return lowerBound(this.starts, offset + 1) - 1;
  }

  startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** After the line's `\n`. */
  endOf(line: number): number {
    return this.starts[line + 1] ?? this.text.length;
  }

  /** Writes unchanged lines in the form of a diff. */
  copy(from: number, to: number, target: string[]): void {
    for (let line = from; line < to; line++) {
      const text = this.text.slice(this.startOf(line), this.endOf(line));
      if (text.endsWith("\n")) target.push(` ${text.slice(0, -1)}`);
      else target.push(` ${text}`, noLineEnd);
    }
  }
}
