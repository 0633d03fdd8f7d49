import { FILE_HEADERS_ONLY, formatPatch, OMIT_HEADERS, structuredPatch, type StructuredPatchHunk } from "diff";
import { applyEdits, type TextEdit } from "../text/edits";
import { lowerBound } from "../text/sorted";

const contextLines = 3;

/**
 * The edits of a text as a unified diff that `git apply` and `patch -p1` take. Only the lines around the edits are
 * compared: a diff of two whole files would cost their length times their difference.
 *
 * @param edits in order, without overlap.
 */
export function unifiedDiff(name: string, text: string, edits: readonly TextEdit[]): string {
  const hunks: StructuredPatchHunk[] = [];
  let shift = 0;
  for (const region of regionsOf(text, edits)) {
    const old = text.slice(region.start, region.end);
    const inside = region.edits.map(({ span, text: written }) => ({
      span: { start: span.start - region.start, end: span.end - region.start },
      text: written,
    }));
    const options = { context: contextLines };
    for (const hunk of structuredPatch("", "", old, applyEdits(old, inside), "", "", options).hunks) {
      const oldStart = hunk.oldStart + region.firstLine;
      hunks.push({ ...hunk, oldStart, newStart: hunk.newStart + region.firstLine + shift });
    }
    shift = lineShift(hunks);
  }
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

function lineShift(hunks: readonly StructuredPatchHunk[]): number {
  return hunks.reduce((sum, { newLines, oldLines }) => sum + newLines - oldLines, 0);
}

interface Region {
  readonly start: number;
  readonly end: number;
  /** Number of the line that it begins with, from 0. */
  readonly firstLine: number;
  readonly edits: readonly TextEdit[];
}

/** The edits' lines with those around them; edits whose lines meet are in one region. */
function regionsOf(text: string, edits: readonly TextEdit[]): Region[] {
  const lines = new LineFeeds(text);
  const regions: (Region & { end: number; edits: TextEdit[]; lastLine: number })[] = [];
  for (const edit of edits) {
    const firstLine = Math.max(0, lines.lineAt(edit.span.start) - contextLines);
    const lastLine = lines.lineAt(edit.span.end) + contextLines;
    const last = regions.at(-1);
    if (last !== undefined && firstLine <= last.lastLine + 1) {
      last.edits.push(edit);
      last.lastLine = Math.max(last.lastLine, lastLine);
      last.end = lines.endOf(last.lastLine);
    } else {
      regions.push({ start: lines.startOf(firstLine), end: lines.endOf(lastLine), firstLine, lastLine, edits: [edit] });
    }
  }
  return regions;
}

/** Lines as diffs count them: ended by `\n` and nothing else. */
class LineFeeds {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
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
}
