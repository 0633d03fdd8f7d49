import { type DocumentHighlight, DocumentHighlightKind, type ServerCapabilities } from "vscode-languageserver";
import { fileSpan } from "../../core/audit/places";
import { tagPairAt, tagsOf } from "../../core/ide/tagPairs";
import type { Services } from "../services";

/** With the cursor on a tag, highlights the opener and closer that belong together. In JSON records, too. */
export function documentHighlight({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    answer<DocumentHighlight[]>("The highlights", textDocument.uri, token, [], async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return [];
      const pair = tagPairAt(file, document.offsetAt(position));
      if (pair === undefined) return [];
      const { record, part } = pair.place;
      return tagsOf(pair).map(({ span }) => ({
        range: document.rangeOf(fileSpan(record, { part, span })),
        kind: DocumentHighlightKind.Text,
      }));
    }),
  );
  return { documentHighlightProvider: true };
}
