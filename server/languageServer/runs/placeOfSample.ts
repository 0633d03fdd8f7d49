import { fileSpan } from "../../core/audit/places";
import { RecordPlaces } from "../../core/engine/recordPlaces";
import type { RecordRead } from "../../core/fileIndex/indexState";
import type { FoundSample } from "../../core/ide/sampleTexts";
import { severities } from "../../core/model/finding";
import type { Position } from "../../core/text/lineTable";

/** Where a sample is opened: at its gravest finding, or where its trace begins. A place in the file of its record. */
export function placeOfSample({ file, text }: RecordRead, { sample, found }: FoundSample): Position {
  const findings = found?.findings ?? [];
  const gravest = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))[0];
  const at = gravest?.span.start ?? 0;
  const location = { part: gravest?.part ?? sample.completion, span: { start: at, end: at } };
  const [record] = file.records;
  const span = record === undefined ? location.span : fileSpan(record, location);
  return new RecordPlaces(text.text, text).range(span).start;
}
