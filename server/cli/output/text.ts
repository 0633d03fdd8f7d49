import { printableLine, withoutCommands } from "../../core/text/printable";
import { findingsOf, type PlacedFinding } from "../../core/engine/results";
import type { Colours } from "./colours";
import { excerpt } from "./excerpt";
import type { OutputFormat, SourceLines } from "./outputFormat";

/** How text for people is shown. */
export interface TextStyle {
  readonly colours: Colours;
  /** Width of a line, in columns. */
  readonly width: number;
}

/** For people: each finding with its line and carets below its place. Traces without findings are not mentioned. */
export function textFormat(style: TextStyle): OutputFormat {
  return {
    start: "",
    separator: "",
    end: "",
    write: (result, source) =>
      findingsOf(result)
        .map((finding) => textOf(printableLine(result.file), finding, source, style))
        .join(""),
  };
}

function textOf(file: string, finding: PlacedFinding, source: SourceLines, { colours, width }: TextStyle): string {
  const { start, end } = finding.range;
  const place = colours.bold(`${file}:${start.line + 1}:${start.character + 1}`);
  const severity = colours.severity(finding.severity, finding.severity);
  const number = String(start.line + 1);
  const margin = " ".repeat(number.length);
  const { text: line, from } = source.line(start.line);
  // For a place over several lines, the first line is shown.
  const lineEnd = end.line === start.line ? end.character - from : line.length;
  const shown = excerpt(line, start.character - from, lineEnd, Math.max(40, width - number.length - "   | ".length));
  const carets = colours.severity(finding.severity, shown.carets);
  const related = finding.related.map(
    ({ message, range }) =>
      `  ${margin} ${colours.dim(`${file}:${range.start.line + 1}:${range.start.character + 1}`)} ${message}\n`,
  );
  return withoutCommands(
    `${place} ${severity} ${colours.dim(finding.rule)}\n  ${finding.message}\n` +
      `  ${colours.dim(`${number} |`)} ${shown.line}\n  ${colours.dim(`${margin} |`)} ${shown.indent}${carets}\n` +
      `${related.join("")}\n`,
  );
}
