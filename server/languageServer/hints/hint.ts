import type { InlayHint } from "vscode-languageserver";
import type { AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import type { Location } from "../../core/model/finding";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";

/** A small text behind something that a sample holds. */
export interface Hint {
  readonly behind: Location;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
}

/** Makes the hints of one kind for a sample. One file each in this room. */
export type HintMaker = (sample: AuditedSample, services: Services) => readonly Hint[];

/** As the protocol writes it. */
export function toInlayHint(document: OpenDocument, record: AuditedRecord, hint: Hint): InlayHint {
  const { part, span } = hint.behind;
  return {
    position: document.positionAt(record.span.start + part.source.toSource(span.end)),
    label: hint.label,
    tooltip: hint.tooltip,
    paddingLeft: true,
  };
}
