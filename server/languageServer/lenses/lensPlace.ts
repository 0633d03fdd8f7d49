import type { Position } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import type { OpenDocument } from "../openDocument";

/** Maximum number of samples on one line that get a lens of a kind: lenses of one line are shown side by side. */
const maxOnLine = 3;
/** Maximum for a file: an editor lays out every lens of a file, seen or not. */
const maxSamples = 10_000;

/** A sample that has room for lenses. */
export interface LensPlace {
  readonly sample: AuditedSample;
  /** Where its trace begins. */
  readonly at: Position;
  /**
   * Where its lenses are shown: on the line of the `@completion` above, or if there is none, on the trace's first line.
   */
  readonly above: Position;
}

/** The samples of a file that have room for lenses of one kind, among those that the kind applies to. */
export function* lensPlaces(
  document: OpenDocument,
  file: AuditedFile,
  isWanted: (sample: AuditedSample) => boolean,
): Generator<LensPlace> {
  let [line, onLine, count] = [-1, 0, 0];
  for (const record of file.records) {
    for (const sample of record.samples) {
      if (!isWanted(sample)) continue;
      if (++count > maxSamples) return;
      const start = traceStart(record, sample);
      const above = { line: lineAbove(document, file, start), character: 0 };
      onLine = above.line === line ? onLine + 1 : 1;
      line = above.line;
      if (onLine <= maxOnLine) yield { sample, at: document.positionAt(start), above };
    }
  }
}

/** Where a sample's trace begins in the file. */
function traceStart(record: AuditedRecord, { sample }: AuditedSample): number {
  return record.span.start + sample.completion.source.toSource(0);
}

function lineAbove(document: OpenDocument, { format, text }: AuditedFile, at: number): number {
  const { line } = document.positionAt(at);
  if (format.container !== "trace" || line === 0) return line;
  const above = document.offsetAt({ line: line - 1, character: 0 });
  return text.startsWith("@completion", above) ? line - 1 : line;
}
