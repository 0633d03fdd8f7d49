import type { LinkedEditingRanges, ServerCapabilities } from "vscode-languageserver";
import type { Services } from "../services";
import { tagPairAt, tagsOf, writtenName } from "../../core/ide/tagPairs";
import { traceDocuments } from "../traceLanguage";

/** What may be typed into a tag's name without leaving it. */
const namePattern = "[A-Za-z_][A-Za-z0-9_.:-]*";
const isName = new RegExp(`^${namePattern}$`);

/** Typing in the name of an opener or a closer types in both, where both are written alike. */
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
      if (!inName || !isName.test(opener.text)) return null;
      return { ranges: [opener, closer].map(({ span }) => document.rangeOf(span)), wordPattern: namePattern };
    }),
  );
  return { linkedEditingRangeProvider: { documentSelector: traceDocuments } };
}
