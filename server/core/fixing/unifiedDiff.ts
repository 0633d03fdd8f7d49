import { FILE_HEADERS_ONLY, formatPatch, OMIT_HEADERS, structuredPatch, type StructuredPatchHunk } from "diff";
import { applyEdits, type TextEdit } from "../text/edits";
import { lowerBound } from "../text/sorted";

const contextLines = 3;
/** Of two texts with more differences than this no line is said to have stayed: to find those costs the square of it. */
const mostDifferences = 2000;
const noLineEnd = "\\ No newline at end of file";

/**
 * The edits of a text as a unified diff that `git apply` and `patch -p1` take. Only the lines of an edit are compared: a
 * diff of two whole files would cost their length times their difference.
 *
 * @param edits in order, without overlap.
 */
export function unifiedDiff(name: string, text: string, edits: readonly TextEdit[]): string {
  const lines = new LineFeeds(text);
  const hunks: StructuredPatchHunk[] = [];
  let open: Change[] = [];
  let shift = 0;
  const close = (): void => {
    if (open.length === 0) return;
    const hunk = hunkOf(lines, open, shift);
    hunks.push(hunk);
    shift += hunk.newLines - hunk.oldLines;
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
    oldFileName: `a/${name}`,
    newFileName: `b/${name}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks,
  };
  const header = formatPatch({ ...patch, hunks: [] }, FILE_HEADERS_ONLY);
  return header + formatPatch(patch, OMIT_HEADERS);
}

/** Lines `[from, to)` of the old text that went, or none, and what came in their place; both as a diff writes them. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** What the edits change, in order. Edits of the same line are compared together. */
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
  const options = { context: 0, maxEditLength: mostDifferences };
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

/** Changes that lie near one another, with the lines around and between them. */
function hunkOf(lines: LineFeeds, changes: readonly Change[], shift: number): StructuredPatchHunk {
  const start = Math.max(0, (changes[0]?.from ?? 0) - contextLines);
  const end = Math.min(lines.count, (changes.at(-1)?.to ?? 0) + contextLines);
  const written: string[] = [];
  let newLines = end - start;
  let at = start;
  // Of changes that touch, first all that went is written, then all that came.
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
  return { oldStart: start + 1, oldLines: end - start, newStart: start + 1 + shift, newLines, lines: written };
}

/** Lines as diffs count them: ended by `\n` and nothing else. */
class LineFeeds {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  /** What follows the last `\n` is a line only where it is something. */
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

  /** Behind the line's `\n`. */
  endOf(line: number): number {
    return this.starts[line + 1] ?? this.text.length;
  }

  /** Writes lines that stay, as a diff has them. */
  copy(from: number, to: number, target: string[]): void {
    for (let line = from; line < to; line++) {
      const text = this.text.slice(this.startOf(line), this.endOf(line));
      if (text.endsWith("\n")) target.push(` ${text.slice(0, -1)}`);
      else target.push(` ${text}`, noLineEnd);
    }
  }
}
