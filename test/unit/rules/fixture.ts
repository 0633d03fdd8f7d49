import type { Severity } from "../../../server/core/model/finding";
import type { Span } from "../../../server/core/text/span";

/*
 * A fixture is a text with the findings that are expected in it, marked on lines of their own, as rust-analyzer's tests
 * do it. A marker line belongs to the text line above it (or above other marker lines) and is taken out before the text
 * is read.
 *
 *   <think> a <think>
 *             ^^^^^^^ unclosed-tag                  the range under the carets
 *             ^^^^^^^ error unclosed-tag: close it  with its severity, with a piece of its message
 *   </tool_call>
 *               | missing-tag                       an empty range at that column
 *   {
 *   ^> tool-call-layout: several lines              a range that begins here …
 *   }
 *   ^< tool-call-layout                             … and ends here, after the last caret
 *
 * A range that ends at a line's very start is closed by `<` in the first column, without a caret; one that begins with a
 * line's end has its `^>` one column behind the line. Columns count UTF-16
 * units, so an astral character takes two carets and a combining mark one of its own. Above the first line nothing can be
 * marked.
 *
 * A fixture that begins with a line end loses it, its last line (the white space before the closing back-tick), and the
 * indentation that all its lines share.
 */

/** A finding that a marker asks for. */
export interface ExpectedFinding {
  readonly rule: string;
  readonly span: Span;
  readonly severity: Severity | undefined;
  /** A piece of the message. */
  readonly message: string | undefined;
}

export interface Fixture {
  readonly text: string;
  readonly findings: readonly ExpectedFinding[];
}

const marker = /^( *)(?:(\^+)([<>]?)|(<)|(\|)) (?:(error|warning|information) )?([a-z]+(?:-[a-z]+)+)(?:: (.*))?$/;

/** Several carets and then words: hardly text, so one that is no marker was meant for one. */
const likeMarker = /^ *\^{2,}[<>]? +\S/;

/** Takes the markers out of a fixture. */
export function readFixture(fixture: string): Fixture {
  const findings: ExpectedFinding[] = [];
  const open: { rule: string; start: number; severity: Severity | undefined; message: string | undefined }[] = [];
  const lines: string[] = [];
  let offset = 0;
  let lineStart = 0;
  for (const line of dedent(fixture).split("\n")) {
    const match = marker.exec(line.endsWith("\r") ? line.slice(0, -1) : line);
    if (match === null) {
      if (likeMarker.test(line))
        throw new Error(`this looks like a marker and is none (^^^ SEVERITY rule-id: words): ${line}`);
      lineStart = offset;
      lines.push(line);
      offset += line.length + 1;
      continue;
    }
    if (lines.length === 0) throw new Error(`no line above this marker: ${line}`);
    const [, indent = "", carets = "", , , , severityWord, rule = "", message] = match;
    const severity = severityWord as Severity | undefined;
    const start = lineStart + indent.length;
    const end = start + carets.length;
    if ((match[3] === ">" ? start : end) > offset - 1) throw new Error(`this marker goes beyond its line: ${line}`);
    if (match[3] === ">") {
      open.push({ rule, start, severity, message });
    } else if (match[3] === "<" || match[4] !== undefined) {
      const i = open.findIndex((candidate) => candidate.rule === rule);
      const [begun] = i < 0 ? [] : open.splice(i, 1);
      if (begun === undefined) throw new Error(`no ^> marker for this one: ${line}`);
      findings.push({ ...begun, span: { start: begun.start, end } });
    } else {
      findings.push({ rule, span: { start, end }, severity, message });
    }
  }
  if (open.length > 0) throw new Error(`a ^> marker of ${open[0]?.rule} has no ^< marker`);
  return { text: lines.join("\n"), findings };
}

function dedent(fixture: string): string {
  if (!fixture.startsWith("\n")) return fixture;
  const lines = fixture.slice(1).split("\n");
  if (lines.at(-1)?.trim() === "") lines.pop();
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents, Infinity);
  return lines.map((line) => line.slice(Math.min(shared, line.length))).join("\n");
}
