import type { Result } from "../../core/engine/results";
import type { OutputFormat } from "./outputFormat";

/** One JSON object a line, for each trace and each record that cannot be read. */
export const jsonLinesFormat: OutputFormat = {
  start: "",
  separator: "",
  end: "",
  write: (result) => `${JSON.stringify(toJson(result))}\n`,
};

/** The same objects as one JSON array. */
export const jsonFormat: OutputFormat = {
  start: "[",
  separator: ",",
  end: "\n]\n",
  write: (result) => `\n${JSON.stringify(toJson(result))}`,
};

/** Keys whose value is undefined are absent. The keys and their order are public: docs/guides/cli.md. */
export function toJson(result: Result): object {
  const { file, record } = result;
  if (result.kind === "unreadable") return { file, record, line: result.line, error: result.error };
  return {
    file,
    record,
    trace: result.trace,
    id: result.id,
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
