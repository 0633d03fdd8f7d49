import type { FoldingRange, ServerCapabilities } from "vscode-languageserver";
import { foldableSpans } from "../../core/ide/folding";
import type { Services } from "../services";

/** Editors show no more regions of one file than this. */
const maxRegions = 5000;

/** Samples, parts and blocks can be folded; the outer ones come first if there are more than editors show. */
export function foldingRanges({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onFoldingRanges(({ textDocument }, token) =>
    answer<FoldingRange[]>("Folding", textDocument.uri, token, [], async (document) => {
      await audits.quiet(document, token);
      const file = await audits.audited(document, token);
      if (file.isForeign) return [];
      const regions: FoldingRange[] = [];
      for (const span of foldableSpans(file)) {
        if (regions.length >= maxRegions) break;
        const { start, end } = document.rangeOf(span);
        if (end.line > start.line) regions.push({ startLine: start.line, endLine: end.line });
      }
      return regions.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
    }),
  );
  return { foldingRangeProvider: true };
}
