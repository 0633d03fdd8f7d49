import type { LinkedEditingRanges, ServerCapabilities } from "vscode-languageserver";
import type { Services } from "../services";
import { isTagName, tagNamePattern, tagPairAt, tagsOf, writtenName } from "../../core/ide/tagPairs";
import { traceDocuments } from "../traceLanguage";

/** Typing in the name of an opener or a closer changes both, if both are written alike. */
export function linkedEditing({ connection, audits, answer }: Services): ServerCapabilities {
  connection.languages.onLinkedEditingRange(({ textDocument, position }, token) =>
    answer<LinkedEditingRanges | null>("Linked editing", textDocument.uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return null;
      const offset = document.offsetAt(position);
      const pair = tagPairAt(file, offset);
      if (pair === undefined) return null;
      const [opener, closer] = tagsOf(pair).map((tag) => writtenName(pair, tag));
      if (opener === undefined || closer === undefined || opener.text !== closer.text) return null;
      const inName = [opener, closer].some(({ span }) => span.start <= offset && offset <= span.end);
      if (!inName || !isTagName(opener.text)) return null;
      return { ranges: [opener, closer].map(({ span }) => document.rangeOf(span)), wordPattern: tagNamePattern };
    }),
  );
  return { linkedEditingRangeProvider: { documentSelector: traceDocuments } };
}
