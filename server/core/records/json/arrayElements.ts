import type { RecordSlice, SplitFile } from "../../model/record";
import { deepest } from "../../json/parseBounded";
import { NextOccurrence } from "../../text/nextOccurrence";
import { skipString } from "../../json/skipString";
import { skipSpace, skipValue } from "./jsonScan";

/**
 * Cuts a JSON array into its elements.
 *
 * An element whose brackets or quotes do not close would swallow the rest of the file. If the array has each element at
 * the start of a line, such an element ends before the next line that begins as the first element does. Only that
 * element cannot be read.
 *
 * @param from where the array begins, apart from white space
 * @param limit the most elements to cut
 */
export function arrayElements(text: string, from: number, limit = Infinity): SplitFile {
  const open = skipSpace(text, from);
  const { slices, end } = elements(text, skipSeparators(text, open + 1), limit);
  if (end < text.length) return { slices, problems: text[end] === "]" ? behindArray(text, end + 1) : [] };
  const problem = {
    code: "unclosed-array",
    severity: "information",
    message: unclosedArray,
    span: { start: open, end: open + 1 },
  } as const;
  return { slices, problems: [problem] };
}

function behindArray(text: string, from: number): SplitFile["problems"] {
  const start = skipSpace(text, from);
  if (start >= text.length) return [];
  const span = { start, end: start + 1 };
  return [{ code: "behind-array", severity: "information", message: moreBehindArray, span }];
}

/** The message about what stands behind an array. */
export const moreBehindArray =
  "The file's array ends, and more stands behind it, which is not read: two files may have been put together. Write one array, or one record a line.";

/** The message about an array whose end is missing. */
export const unclosedArray =
  "The array is not closed: its ] is missing. What writes the file may still be at it, or it was cut off.";

/** Cuts JSON values that follow one another, each over any number of lines (`jq`, a console exporter). */
export function valuesOneAfterTheOther(text: string, from: number, limit = Infinity): SplitFile {
  return { slices: elements(text, skipSpace(text, from), limit).slices, problems: [] };
}

/** The values from `from` on, up to a closing bracket or the text's end. */
function elements(
  text: string,
  from: number,
  limit: number,
): { readonly slices: readonly RecordSlice[]; readonly end: number } {
  const slices: RecordSlice[] = [];
  let at = from;
  const start = lineStart(text, at);
  const lineEnds = new NextOccurrence(text, "\n");
  let resynchronising = false;
  while (at < text.length && text[at] !== "]" && slices.length < limit) {
    let end = resynchronising ? text.length : skipElement(text, at, lineEnds);
    if (end === undefined || resynchronising) {
      // After the first element that does not close, each element ends at the next one's line: brackets are no longer
      // trusted.
      resynchronising = true;
      const next = start === undefined ? -1 : text.indexOf(start, at + 1);
      end = endBefore(text, at, next < 0 ? text.length : next);
    }
    slices.push({ span: { start: at, end } });
    at = skipSeparators(text, end);
  }
  return { slices, end: at };
}

function skipSeparators(text: string, from: number): number {
  let at = skipSpace(text, from);
  while (text[at] === ",") at = skipSpace(text, at + 1);
  return at;
}

/** The line end and indentation before the first element and its bracket, if it comes first on its line. */
function lineStart(text: string, element: number): string | undefined {
  const lineFeed = text.lastIndexOf("\n", element);
  const indent = text.slice(lineFeed + 1, element);
  const isFirst = lineFeed >= 0 || element === 0;
  return isFirst && text[element] === "{" && indent.trim() === "" ? `\n${indent}{` : undefined;
}

const marks = /["{}[\]]/g;

/** The offset after an element; undefined if it does not close, or closes with the wrong bracket. */
function skipElement(text: string, start: number, lineEnds: NextOccurrence): number | undefined {
  if (text[start] !== "{" && text[start] !== "[") {
    const end = skipValue(text, start);
    return end > start ? end : start + 1;
  }
  const open: string[] = [];
  for (let at = start; ;) {
    marks.lastIndex = at;
    const found = marks.exec(text);
    if (found === null) return undefined;
    at = found.index + 1;
    const mark = found[0];
    if (mark === '"') {
      at = skipString(text, found.index);
      // A string cannot hold a raw line end, so this closing quote belongs to another string.
      if (lineEnds.from(found.index) < at) return undefined;
    } else if (mark === "{" || mark === "[") {
      if (open.length === deepest) return undefined;
      open.push(mark === "{" ? "}" : "]");
    } else {
      if (open.pop() !== mark) return undefined;
      if (open.length === 0) return at;
    }
  }
}

/** The end of an element that ends before `limit`, without white space, the comma and the array's own bracket. */
function endBefore(text: string, start: number, limit: number): number {
  let end = start + text.slice(start, limit).trimEnd().length;
  if (limit === text.length && text[end - 1] === "]") end = start + text.slice(start, end - 1).trimEnd().length;
  if (text[end - 1] === ",") end--;
  return Math.max(end, start + 1);
}
