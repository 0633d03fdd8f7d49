import type { FoldingRange, ServerCapabilities } from "vscode-languageserver";
import { outlineOf, type OutlineItem } from "../../core/ide/outline";
import type { Services } from "../services";

/** Editors show no more regions of one file than this. */
const mostRegions = 5000;

/** Samples, parts and blocks can be folded; the outer ones first where there are more than editors show. */
export function foldingRanges({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onFoldingRanges(({ textDocument }, token) =>
    answer<FoldingRange[]>("Folding", textDocument.uri, token, [], async (document) => {
      await audits.quiet(document, token);
      const file = await audits.audited(document, token);
      if (file.isForeign) return [];
      const regions: FoldingRange[] = [];
      let level: { item: OutlineItem; start: number }[] = file.records.flatMap((record) =>
        outlineOf(record, file.text).map((item) => ({ item, start: record.span.start })),
      );
      while (level.length > 0 && regions.length < mostRegions) {
        for (const { item, start } of level) {
          const startLine = document.positionAt(start + item.span.start).line;
          const endLine = document.positionAt(start + item.span.end).line;
          if (endLine > startLine && regions.length < mostRegions) regions.push({ startLine, endLine });
        }
        level = level.flatMap(({ item, start }) => item.children.map((child) => ({ item: child, start })));
      }
      return regions.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
    }),
  );
  return { foldingRangeProvider: true };
}
