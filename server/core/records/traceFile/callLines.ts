import type { RecordProblem } from "../../model/record";
import type { Part, StructuredCall } from "../../model/sample";
import { PlainSourceMap } from "../../text/sourceMap";
import { readCall } from "../fields/calls";
import { isObject, JsonField, JsonText, parseJson } from "../json/jsonField";

/** Reads the body of `@calls`: calls that were given as data (`tool_calls`), one JSON object per line. */
export function readCallLines(
  text: string,
  start: number,
  end: number,
): { readonly calls: readonly StructuredCall[]; readonly problems: readonly RecordProblem[] } {
  const calls: StructuredCall[] = [];
  const problems: RecordProblem[] = [];
  for (let at = start; at < end;) {
    const lineFeed = text.indexOf("\n", at);
    const lineEnd = lineFeed < 0 || lineFeed > end ? end : lineFeed;
    const line = text.slice(at, lineEnd);
    const value = line.trim() === "" ? undefined : parseJson(line);
    if (isObject(value))
      calls.push(readCall(JsonField.root(new JsonText(line, new PlainSourceMap(at, line.length)), value)));
    else if (line.trim() !== "") problems.push(noCall(at, lineEnd));
    at = lineEnd + 1;
  }
  return { calls, problems };
}

/** A call as a line of `@calls`. */
export function writeCallLine({ id, name, arguments: given }: StructuredCall): string {
  const fields: string[] = [];
  if (id !== undefined) fields.push(`"id": ${JSON.stringify(id)}`);
  if (name !== undefined) fields.push(`"name": ${JSON.stringify(name.text)}`);
  if (given !== undefined) fields.push(`"arguments": ${argumentsOf(given)}`);
  return `{${fields.join(", ")}}`;
}

/** The arguments as readable JSON if they are an object on one line, else as the string that they were given as. */
function argumentsOf({ text }: Part): string {
  const isPlain = /^\{[^\r\n]*\}$/.test(text) && isObject(parseJson(text));
  return isPlain ? text : JSON.stringify(text);
}

function noCall(start: number, end: number): RecordProblem {
  return {
    code: "invalid-json",
    severity: "error",
    span: { start, end },
    message:
      'This line is not a call: each line below @calls is a JSON object like {"name": "weather", "arguments": {"city": "Oslo"}}.',
  };
}
