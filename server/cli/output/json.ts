import type { Result } from "../../core/engine/results";
import { printableJson } from "../../core/text/printable";
import type { OutputFormat } from "./outputFormat";

/** One JSON object a line, for each trace and each record that cannot be read. */
export const jsonLinesFormat: OutputFormat = {
  start: "",
  separator: "",
  end: "",
  write: (result) => `${printableJson(JSON.stringify(toJson(result)))}\n`,
};

/** The same objects as one JSON array. */
export const jsonFormat: OutputFormat = {
  start: "[",
  separator: ",",
  end: "\n]\n",
  write: (result) => `\n${printableJson(JSON.stringify(toJson(result)))}`,
};

/** The line of a record that has no trace or several traces. */
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
    dialect: result.dialect,
    checked: result.checked,
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
