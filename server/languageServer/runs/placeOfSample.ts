import { TextDocument } from "vscode-languageserver-textdocument";
import type { RecordRead } from "../../core/fileIndex/indexState";
import type { FoundSample } from "../../core/ide/sampleTexts";
import { severities } from "../../core/model/finding";
import type { Position } from "../../core/text/lineTable";

/** Where a sample is opened: at its gravest finding, or where its trace begins. A place in the file of its record. */
export function placeOfSample({ file, text }: RecordRead, { sample, found }: FoundSample): Position {
  const [record] = file.records;
  const findings = found?.findings ?? [];
  const gravest = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))[0];
  const part = gravest?.part ?? sample.completion;
  const offset = (record?.span.start ?? 0) + part.source.toSource(gravest?.span.start ?? 0);
  const { line, character } = TextDocument.create("", "", 0, text.text).positionAt(offset);
  return { line: text.line + line, character: line === 0 ? text.character + character : character };
}
