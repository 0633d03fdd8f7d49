import { eastAsianWidth } from "get-east-asian-width";
import { isInvisible, pictureOf } from "../../core/text/printable";
import type { Span } from "../../core/text/span";

/** A line of the source and the carets below it that mark a place. */
export interface Excerpt {
  readonly line: string;
  /** White space up to the place. */
  readonly indent: string;
  /** At least one caret. */
  readonly carets: string;
}

/** Number of columns shown before the place, if the line is too long. */
const columnsBefore = 30;
/** A cluster of more characters than this is cut: hostile text can pile up thousands of accents. */
const longestCluster = 32;

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The line with carets under `[start, end)`, cut around the place if it is wider than `width` columns. Tabs are kept in
 * both lines; other unprintable characters are shown as their pictures, so that a trace cannot control the terminal.
 */
export function excerpt(line: string, start: number, end: number, width: number): Excerpt {
  // Reads no more before and after the place than can be shown: a line of JSONL may hold megabytes.
  const from = Math.max(0, start - width * 4);
  const before = pieces(line.slice(from, start));
  const marked = pieces(line.slice(start, Math.min(end, start + width * 4)));
  const after = pieces(line.slice(Math.max(start, end), Math.max(start, end) + width * 4));

  const wholeWidth = widthOf(before) + widthOf(marked) + widthOf(after);
  const fits = from === 0 && wholeWidth <= width;
  const shownBefore = fits ? before : lastColumns(before, columnsBefore);
  const cutBefore = from > 0 || shownBefore.length < before.length;
  const room = width - widthOf(shownBefore) - 2;
  const shownMarked = firstColumns(marked, room);
  const cutMarked = shownMarked.length < marked.length || end > start + width * 4;
  const shownAfter = cutMarked ? [] : firstColumns(after, room - widthOf(shownMarked));
  const cutAfter = cutMarked || shownAfter.length < after.length || line.length > Math.max(start, end) + width * 4;

  const text = [...shownBefore, ...shownMarked, ...shownAfter].map((piece) => piece.text).join("");
  const indent = shownBefore.map((piece) => (piece.text === "\t" ? "\t" : " ".repeat(piece.width))).join("");
  return {
    line: `${cutBefore ? "…" : ""}${text}${cutAfter ? "…" : ""}`,
    indent: `${cutBefore ? " " : ""}${indent}`,
    carets: "^".repeat(Math.max(1, widthOf(shownMarked))),
  };
}

/** A change with what stands beside it on its line. */
export interface ChangedWords {
  readonly before: string;
  readonly removed: string;
  readonly added: string;
  readonly after: string;
}

/** A change in at most `width` columns, the marks of git's word diffs included: one line, whatever it holds. */
export function changedWords(text: string, { start, end }: Span, put: string, width: number): ChangedWords {
  const most = width * 4;
  const before = text.slice(Math.max(0, start - most), start);
  const after = text.slice(end, end + most);
  const [lineBefore = ""] = before.split("\n").slice(-1);
  const [lineAfter = ""] = after.split("\n", 1);
  const marks = (start < end ? 4 : 0) + (put === "" ? 0 : 4);
  const first = cutEnd(lineBefore, Math.min(columnsBefore, Math.floor(width / 4)));
  let room = width - marks - widthOf(first);
  const removed = cut(text.slice(start, Math.min(end, start + most)), put === "" ? room : Math.ceil(room / 2));
  room -= widthOf(removed);
  const added = cut(put.slice(0, most), room);
  room -= widthOf(added);
  return { before: shown(first), removed: shown(removed), added: shown(added), after: shown(cut(lineAfter, room)) };
}

/** The first columns of a text, with an ellipsis if they are not all of it. */
function cut(text: string, columns: number): readonly Piece[] {
  const all = pieces(text);
  if (widthOf(all) <= columns) return all;
  return columns < 1 ? [] : [...firstColumns(all, columns - 1), ellipsis];
}

/** The last columns. */
function cutEnd(text: string, columns: number): readonly Piece[] {
  const all = pieces(text);
  return widthOf(all) <= columns ? all : [ellipsis, ...lastColumns(all, columns - 1)];
}

function shown(some: readonly Piece[]): string {
  return some.map(({ text }) => (text === "\t" ? " " : text)).join("");
}

const ellipsis: Piece = { text: "…", width: 1 };

/** What a reader sees as one character, and its width in columns. */
interface Piece {
  readonly text: string;
  readonly width: number;
}

/** Text whose width needs no check: nearly every line of a trace. */
const plain = /^[\x20-\x7e]*$/;

function pieces(text: string): Piece[] {
  if (plain.test(text)) return Array.from(text, (character) => ({ text: character, width: 1 }));
  const found: Piece[] = [];
  for (const { segment } of clusters.segment(text)) {
    const code = segment.codePointAt(0) ?? 0;
    if (segment === "\t") found.push({ text: "\t", width: 1 });
    else if (isInvisible(code)) found.push({ text: pictureOf(code), width: 1 });
    else found.push({ text: segment.slice(0, longestCluster), width: clusterWidth(segment, code) });
  }
  return found;
}

function clusterWidth(cluster: string, code: number): number {
  // An emoji that is drawn as one by default or because of the selector U+FE0F.
  if (cluster.includes("\uFE0F") || /^\p{Emoji_Presentation}/u.test(cluster)) return 2;
  // A combining character at the start of a line has nothing to combine with.
  if (/^\p{Mark}/u.test(cluster)) return 1;
  return eastAsianWidth(code);
}

function widthOf(some: readonly Piece[]): number {
  return some.reduce((sum, piece) => sum + piece.width, 0);
}

function firstColumns(some: readonly Piece[], columns: number): readonly Piece[] {
  let width = 0;
  const end = some.findIndex((piece) => (width += piece.width) > columns);
  return end < 0 ? some : some.slice(0, end);
}

function lastColumns(some: readonly Piece[], columns: number): readonly Piece[] {
  let width = 0;
  const last = some.findLastIndex((piece) => (width += piece.width) > columns);
  return some.slice(last + 1);
}
