import type { Result } from "../../core/engine/results";
import type { OutputFormat } from "./outputFormat";

/** One JSON object a line, for each trace and each record that cannot be read. */
export const jsonLinesFormat: OutputFormat = {
  start: "",
  separator: "",
  end: "",
  write: (result) => `${withoutOtherLineEnds(JSON.stringify(toJson(result)))}\n`,
};

/** The same objects as one JSON array. */
export const jsonFormat: OutputFormat = {
  start: "[",
  separator: ",",
  end: "\n]\n",
  write: (result) => `\n${JSON.stringify(toJson(result))}`,
};

/**
 * JSON in which no character stands that some programs take for a line end (`str.splitlines` of Python): U+0085, U+2028
 * and U+2029 are escaped. They stand in strings alone.
 */
export function withoutOtherLineEnds(json: string): string {
  return /[\u0085\u2028\u2029]/.test(json)
    ? json.replace(/[\u0085\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : json;
}

/** The line of a record that does not give one line by itself: of none, or of several traces. */
export function recordLine(file: string, record: number | null, line: number, traces: readonly string[]): string {
  const place = record === null ? `"record":null,"line":${line}` : `"record":${record}`;
  return `{"file":${JSON.stringify(file)},${place},"traces":[${traces.join(",")}]}`;
}

/** Keys whose value is undefined are absent. The keys and their order are public: docs/guides/cli.md. */
export function toJson(result: Result): object {
  const { file, record, id } = result;
  if (result.kind === "unreadable") return { file, record, line: result.line, id, error: result.error };
  return {
    file,
    record,
    trace: result.trace,
    id,
    profile: result.profile,
    verdict: result.verdict,
    findings: result.findings.map(({ rule, severity, message, part, range, fixable }) => ({
      rule,
      severity,
      message,
      part,
      range,
      fixable,
    })),
  };
}
