import type { SelectionRange, ServerCapabilities } from "vscode-languageserver";
import { enclosingSpans } from "../../core/ide/enclosing";
import type { Services } from "../services";
import { traceDocuments } from "../traceLanguage";

/** Expands a selection: from the word over the JSON value, the tag's content, the block and the part to the sample. */
export function selectionRanges({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onSelectionRanges(({ textDocument, positions }, token) =>
    answer<SelectionRange[] | null>("Selecting", textDocument.uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign || file.format.container !== "trace") return null;
      return positions.map((position) => {
        // From the outermost inwards; each range gets the one around it as its parent.
        const around = enclosingSpans(file, document.offsetAt(position)).map((span) => document.rangeOf(span));
        return around.reduce<SelectionRange>((parent, range, i) => (i === 0 ? { range } : { range, parent }), {
          range: { start: position, end: position },
        });
      });
    }),
  );
  return { selectionRangeProvider: { documentSelector: traceDocuments } };
}
