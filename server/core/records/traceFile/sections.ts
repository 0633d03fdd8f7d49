import type { RecordProblem } from "../../model/record";
import type { PartRole, StructuredCall } from "../../model/sample";
import type { Span } from "../../text/span";
import { readBody } from "./bodies";
import { readCallLines } from "./callLines";
import { findHeaders, readPairs, type Header } from "./headers";

/** A header of `.trace` text with its body. */
export interface TraceSection {
  readonly name: Header["name"];
  /** The header's line as written. */
  readonly header: string;
  /** The header's line in the text. */
  readonly headerSpan: Span;
  /** The body: what follows the header line, up to the next header. */
  readonly bodySpan: Span;
  /** The text of a part; for `@sample` and `@calls` the body as written. */
  readonly text: string;
  /** The calls of an `@calls` body; empty for any other. */
  readonly calls: readonly StructuredCall[];
  /** Problems of the calls. Spans are in the text. */
  readonly problems: readonly RecordProblem[];
}

/** The sections of `.trace` text, in order: only its layout, whatever that means for its samples. */
export function readSections(text: string): TraceSection[] {
  const headers = findHeaders(text);
  let carriageReturn: string | undefined;
  return headers.map((header, i) => {
    const bodySpan = { start: header.bodyStart, end: headers[i + 1]?.start ?? text.length };
    if (header.name === "sample") {
      const written = readPairs(text, header).find(({ key }) => key === "cr")?.value;
      carriageReturn = written?.length === 1 ? written : undefined;
    }
    const calls = header.name === "calls" ? readCallLines(text, bodySpan.start, bodySpan.end) : undefined;
    return {
      name: header.name,
      header: text.slice(header.start, header.end),
      headerSpan: { start: header.start, end: header.end },
      bodySpan,
      text: bodyOf(text, header, bodySpan, carriageReturn),
      calls: calls?.calls ?? [],
      problems: calls?.problems ?? [],
    };
  });
}

/** Whether two `.trace` texts have the same parts with the same texts. `@sample` is ignored. */
export function sameTexts(a: string, b: string): boolean {
  if (a === b) return true;
  const others = readSections(b);
  return (
    sameHeaders(a, b) && readSections(a).every(({ name, text }, i) => name === "sample" || text === others[i]?.text)
  );
}

/** Whether two `.trace` texts have the same parts in the same order. Their texts and `@sample` are ignored. */
export function sameHeaders(a: string, b: string): boolean {
  const named = (text: string): string[] =>
    readSections(text).map(({ name, header }) => (name === "sample" ? name : header));
  return named(a).join("\n") === named(b).join("\n");
}

function bodyOf(text: string, { name }: Header, { start, end }: Span, carriageReturn: string | undefined): string {
  if (name === "sample" || name === "calls") return text.slice(start, end);
  const role: PartRole = name;
  return readBody(role, text, start, end, carriageReturn).text;
}
