import { textOf, type Span } from "../text/span";
import type { Repetition } from "./repetition";

/** A row with so many words in a row holds a sentence. */
const fewestWords = 6;
const word = /^\p{L}[\p{L}\p{M}'’-]*,?$/u;
const endsSentence = /[.!?…。！？]["'”’)*_]{0,5}$/u;
/** Cells of a table; a time or a level of a log; code is indented. */
const isLaidOut =
  /^\s*(?:\||[-+=*]{3,}|\[[^\]\n]{1,40}\]|[A-Z]{4,}\b|\d[\d:./T-]{4,})|\t|^ {4}|^[^.,;\n]{0,80}[,;][^\s,;][^,;\n]{0,80}[,;]/;
/** So many lines of a unit are looked at. */
const mostLines = 50;

/**
 * Is it data that repeats rather than words: rows of a table, a log, a program's output, a list? Equal rows there are for
 * good reasons, such as a week of closed days or forty tests that passed.
 */
export function areRows(text: string, { span, unit, times }: Repetition): boolean {
  const words = textOf(text, unit);
  if (!/\p{L}{2}|\p{Lo}/u.test(words)) return isInLines(text, span, times) || isListed(text, span, unit);
  const start = text.lastIndexOf("\n", unit.start) + 1;
  const next = /\s*/y;
  next.lastIndex = unit.end;
  const between = next.exec(text)?.[0] ?? "";
  // A unit of several rows may begin within one of them.
  if (!between.includes("\n") && !words.includes("\n")) return isQuoted(words) && isListed(text, span, unit);
  const rows = text.slice(start, unit.end + between.length).split("\n", mostLines);
  return rows.every((row) => row.trim() === "" || isLaidOut.test(row) || !isSentence(row));
}

function isSentence(row: string): boolean {
  let words = 0;
  for (const each of row.split(/\s+/)) {
    words = word.test(each) ? words + 1 : 0;
    if (words === fewestWords) return true;
  }
  return endsSentence.test(row.trimEnd());
}

/** Do numbers and signs stand in lines, as in a grid or a drawing? */
function isInLines(text: string, { start, end }: Span, times: number): boolean {
  let lines = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) lines++;
  return lines >= 4 && times / (lines + 1) <= 200;
}

/** Does a bracket close behind the last of them, which has no comma? */
function isListed(text: string, { end }: Span, unit: Span): boolean {
  return /[\])}]/.test(text.slice(end, end + unit.end - unit.start + 4));
}

/** Strings and objects of JSON, with commas between. */
function isQuoted(words: string): boolean {
  return /^["'{[]/.test(words) && /["'}\]],?$/.test(words);
}
