import type { AuditedRecord } from "../../audit/auditedFile";
import { findHeaders, readPairs } from "../../records/traceFile/headers";
import type { Span } from "../../text/span";
import type { TokenType } from "./token";

/** Attributes whose values are names that we know. */
const named: ReadonlySet<string> = new Set(["profile", "gold"]);

/** The header lines of a record, and the attributes that were understood. Spans are in the record. */
export function headerTokens(record: AuditedRecord, text: string): { span: Span; type: TokenType }[] {
  const faults = new Set(record.problems.map(({ span }) => span.start));
  return findHeaders(text).flatMap((header) => {
    const tokens: { span: Span; type: TokenType }[] = [
      { span: { start: header.start, end: header.restStart }, type: "keyword" },
    ];
    if (header.name !== "sample") return tokens;
    for (const { key, start, end } of readPairs(text, header)) {
      if (key === undefined || faults.has(start)) continue;
      const value = { start: start + key.length + 1, end };
      const isNumber = /^-?[0-9]/.test(text.slice(value.start, value.end));
      tokens.push({ span: { start, end: start + key.length }, type: "property" });
      tokens.push({ span: value, type: named.has(key) ? "enumMember" : isNumber ? "number" : "string" });
    }
    return tokens;
  });
}
