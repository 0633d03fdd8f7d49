import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type {
  Location as SarifLocation,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result as SarifResult,
  ToolComponent,
} from "sarif";
import { version } from "../../../package.json";
import type { Severity } from "../../core/model/finding";
import { rules } from "../../core/rules";
import { printableJson } from "../../core/text/printable";
import { findingsOf, type PlacedFinding, type Range, type Result } from "../../core/engine/results";
import type { OutputFormat } from "./outputFormat";

const levels: Readonly<Record<Severity, SarifResult.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
};

/**
 * SARIF 2.1.0, one run, for code scanning and SARIF viewers. Results are written as they come; only the parts before
 * and after them are written at once.
 *
 * @param folder absolute; files in it are named relative to it, as viewers and CI expect.
 */
export function sarifFormat(folder: string): OutputFormat {
  const driver: ToolComponent = {
    name: "Trace Auditor",
    version,
    rules: rules.map((rule): ReportingDescriptor => ({
      id: rule.id,
      shortDescription: { text: rule.summary },
      defaultConfiguration: { level: levels[rule.severity] },
    })),
  };
  const indexes = new Map(rules.map((rule, i) => [rule.id, i]));
  return {
    start:
      `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[` +
      `{"tool":${JSON.stringify({ driver })},"columnKind":"utf16CodeUnits","results":[`,
    separator: ",",
    end: "\n]}]}\n",
    write: (result) =>
      findingsOf(result)
        .map(
          (finding) =>
            `\n${printableJson(JSON.stringify(toSarif(result, finding, indexes.get(finding.rule), folder)))}`,
        )
        .join(","),
  };
}

function toSarif(result: Result, finding: PlacedFinding, ruleIndex: number | undefined, folder: string): SarifResult {
  const uri = uriOf(result.file, folder);
  const location = (range: Range): PhysicalLocation => ({ artifactLocation: { uri }, region: region(range) });
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: location(finding.range) }],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map(({ message, range }, id): SarifLocation => ({
            id,
            message: { text: message },
            physicalLocation: location(range),
          })),
        }),
    properties: {
      record: result.record,
      ...(result.kind === "trace" ? { trace: result.trace, id: result.id, profile: result.profile } : result.error),
      part: finding.part,
    },
  };
}

/** SARIF counts lines and columns from 1; the end is exclusive, as ours is. */
function region({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function uriOf(file: string, folder: string): string {
  if (file === "-") return "stdin";
  const path = resolve(folder, file);
  const below = relative(folder, path);
  if (below.startsWith("..") || isAbsolute(below)) return pathToFileURL(path).href;
  return below.split(sep).map(encodeURIComponent).join("/");
}
