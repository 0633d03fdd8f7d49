import type { RecordContainer, RecordSlice, SplitFile } from "../../model/record";
import { arrayElements, valuesOneAfterTheOther } from "./arrayElements";
import { fileProblem } from "./fileProblem";

/** Cuts a file's text into records. Cheap: no record is read. A byte order mark and blank lines belong to no record. */
export function splitJson(text: string, container: Exclude<RecordContainer, "trace">): SplitFile {
  const problem = fileProblem(text);
  if (problem !== undefined) return { slices: [], problems: [problem] };
  const start = text.startsWith("\ufeff") ? 1 : 0;
  switch (container) {
    case "jsonl":
    case "column-lines":
      return { slices: lines(text, start), problems: [] };
    case "array":
      return arrayElements(text, start);
    case "objects":
      return valuesOneAfterTheOther(text, start);
    case "object":
    case "columns":
    case "session":
      return { slices: [wholeValue(text, start)], problems: [] };
  }
}

function lines(text: string, from: number): RecordSlice[] {
  const slices: RecordSlice[] = [];
  for (let at = from; at < text.length;) {
    const lineFeed = text.indexOf("\n", at);
    const lineEnd = lineFeed < 0 ? text.length : lineFeed;
    const end = text[lineEnd - 1] === "\r" && lineEnd > at ? lineEnd - 1 : lineEnd;
    if (!isBlank(text, at, end)) {
      const span = { start: at, end };
      slices.push(lineFeed < 0 ? { span, unfinished: true } : { span });
    }
    at = lineEnd + 1;
  }
  return slices;
}

/** Whether a line holds only white space. Looks no further than the first other character, usually the line's first. */
function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) === openBrace || !/\s/.test(text.charAt(at))) return false;
  }
  return true;
}

const openBrace = 0x7b;

function wholeValue(text: string, from: number): RecordSlice {
  const start = text.length - text.slice(from).trimStart().length;
  return { span: { start, end: text.trimEnd().length } };
}
