import { type DocumentSymbol, type ServerCapabilities, SymbolKind } from "vscode-languageserver";
import type { OpenDocument } from "../openDocument";
import { levelsWithin, outlineOf, type OutlineItem } from "../../core/ide/outline";
import type { Services } from "../services";
import { shownSymbol } from "../shown";

/**
 * An editor asks for the whole outline after each pause in typing. If it has more symbols than this, only the outer
 * levels are sent, as many as fit: all samples of a file without their blocks, rather than all blocks of its first
 * samples.
 */
const maxSymbols = 10_000;

/** The outline: samples, their parts, the blocks of their traces, the calls. */
export function documentSymbols({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer<DocumentSymbol[]>("The outline", textDocument.uri, token, [], async (document) => {
      await audits.quiet(document, token);
      const file = await audits.audited(document, token);
      if (file.isForeign) return [];
      const outlines = file.records.map((record) => outlineOf(record, file.text));
      const levels = levelsWithin(outlines.flat(), maxSymbols);
      return file.records
        .flatMap(({ span }, i) => (outlines[i] ?? []).map((item) => toSymbol(item, document, span.start, levels)))
        .slice(0, maxSymbols)
        .map(shownSymbol);
    }),
  );
  return { documentSymbolProvider: true };
}

const kinds: Readonly<Record<OutlineItem["kind"], SymbolKind>> = {
  sample: SymbolKind.Module,
  part: SymbolKind.Namespace,
  block: SymbolKind.Field,
  call: SymbolKind.Function,
};

/** @param levels how many levels of the item to show, its own included */
function toSymbol(item: OutlineItem, document: OpenDocument, start: number, levels: number): DocumentSymbol {
  const range = (span: OutlineItem["span"]): DocumentSymbol["range"] =>
    document.rangeOf({ start: start + span.start, end: start + span.end });
  return {
    name: item.name,
    detail: item.detail,
    kind: kinds[item.kind],
    range: range(item.span),
    selectionRange: range(item.selection),
    children: levels > 1 ? item.children.map((child) => toSymbol(child, document, start, levels - 1)) : [],
  };
}
