import type { RecordProblem } from "../../model/record";
import type { Span } from "../../text/span";
import { JsonField, parseJson, type JsonText } from "./jsonField";
import { skipSpace, skipValue } from "./jsonScan";

/**
 * The JSON values of a text: the elements of an array, or values that follow one another, each on one line or on
 * several.
 */
export interface JsonValues {
  /** Its items are the values. */
  readonly list: JsonField;
  readonly problems: readonly RecordProblem[];
}

/** Reads a text's values. Anything else is reported and skipped line by line. */
export function readJsonValues(json: JsonText): JsonValues {
  const { text } = json;
  const start = skipSpace(text, text.startsWith("\ufeff") ? 1 : 0);
  if (text[start] === "[") {
    const value = parseJson(start === 0 ? text : text.slice(start));
    if (Array.isArray(value)) return { list: JsonField.root(json, value), problems: [] };
  }
  const items: JsonField[] = [];
  const problems: RecordProblem[] = [];
  // The first value that does not close is searched up to the end of the file; later ones are not.
  let mayRunOver = true;
  for (let at = start; at < text.length;) {
    const lineFeed = text.indexOf("\n", at);
    const lineEnd = lineFeed < 0 ? text.length : lineFeed;
    let end = lineEnd;
    let value = parseJson(text.slice(at, end));
    if (value === undefined && mayRunOver) {
      end = skipValue(text, at);
      value = parseJson(text.slice(at, end));
      if (value === undefined && end >= text.length) mayRunOver = false;
    }
    if (value === undefined) {
      problems.push(brokenEntry({ start: at, end: lineEnd }, lineFeed < 0));
      at = skipSpace(text, lineEnd);
      continue;
    }
    items.push(JsonField.at(json, value, { start: at, end }));
    at = skipSpace(text, end);
    while (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return { list: JsonField.list(json, items), problems };
}

function brokenEntry(span: Span, isLast: boolean): RecordProblem {
  return isLast
    ? {
        code: "torn-line",
        severity: "information",
        message:
          "The file ends inside this entry: what writes it may still be running, or was stopped. The entries before it are read.",
        span,
      }
    : {
        code: "invalid-json",
        severity: "error",
        message: "This entry of the session is not valid JSON and is passed over: the turns that it holds are missing.",
        span,
      };
}
