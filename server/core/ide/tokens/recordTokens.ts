import type { AuditedRecord, AuditedSample } from "../../audit/auditedFile";
import type { Part } from "../../model/sample";
import { toSourceSpan } from "../../text/sourceMap";
import type { Span } from "../../text/span";
import { callTokens } from "./callTokens";
import { headerTokens } from "./headerTokens";
import { judgementTokens } from "./judgementTokens";
import { tagTokens } from "./tagTokens";
import { tokenModifiers, tokenTypes, type TokenMaker, type TokenModifier, type TokenType } from "./token";

const makers: readonly TokenMaker[] = [tagTokens, callTokens, judgementTokens];

/**
 * A token on one line of a record, as the protocol needs it: start and length in the record, type and set of modifiers.
 */
export interface RecordToken {
  readonly start: number;
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

const remembered = new WeakMap<readonly AuditedSample[], readonly RecordToken[]>();

/** The tokens of a record of a `.trace` file, in order, without overlaps. Remembered as long as the record is. */
export function tokensOf(record: AuditedRecord, text: string): readonly RecordToken[] {
  const { samples } = record;
  let tokens = remembered.get(samples);
  if (tokens === undefined) {
    tokens = readTokens(record, text.slice(record.span.start, record.span.end));
    remembered.set(samples, tokens);
  }
  return tokens;
}

interface Found {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifier?: TokenModifier | undefined;
}

function readTokens(record: AuditedRecord, text: string): RecordToken[] {
  const found: Found[] = headerTokens(record, text);
  // Samples of one record share parts.
  const seen = new Set<Part>();
  for (const sample of record.samples) {
    for (const trace of sample.facts.traced) {
      if (seen.has(trace)) continue;
      seen.add(trace);
      for (const make of makers) {
        for (const { part, span, type, modifier } of make(sample, trace)) {
          found.push({ span: toSourceSpan(part.source, span), type, modifier });
        }
      }
    }
  }
  found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const tokens: RecordToken[] = [];
  let end = 0;
  for (const each of found) {
    if (each.span.start < end) continue;
    end = each.span.end;
    for (const { start, end: lineEnd } of linesOf(text, each.span)) {
      tokens.push({
        start,
        length: lineEnd - start,
        type: tokenTypes.indexOf(each.type),
        modifiers: each.modifier === undefined ? 0 : 1 << tokenModifiers.indexOf(each.modifier),
      });
    }
  }
  return tokens;
}

/** Most clients accept no token that crosses the end of a line. */
function linesOf(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  const lineEnd = /\r\n?|\n/g;
  const written = text.slice(start, end);
  let from = 0;
  for (const match of written.matchAll(lineEnd)) {
    if (match.index > from) lines.push({ start: start + from, end: start + match.index });
    from = match.index + match[0].length;
  }
  if (start + from < end) lines.push({ start: start + from, end });
  return lines;
}
