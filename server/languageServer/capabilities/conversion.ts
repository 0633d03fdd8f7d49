import type { ServerCapabilities } from "vscode-languageserver";
import { dialectOf, dialects } from "../../core/dialects/data";
import { convertFile } from "../../core/ide/convertFile";
import {
  convertCallsRequest,
  type ConvertCallsResult,
  targetDialectsRequest,
  type TargetDialectsResult,
} from "../../protocol/conversion";
import { answerRequest } from "../messages";
import type { Services } from "../services";

/** A document's calls in another dialect. */
export function conversion({ connection, audits, answer }: Services): ServerCapabilities {
  const nowhere: TargetDialectsResult = { dialects: [], current: undefined };
  answerRequest(connection, targetDialectsRequest, ({ uri }, token) =>
    answer<TargetDialectsResult>("The list of dialects", uri, token, nowhere, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return nowhere;
      return {
        dialects: dialects.map(({ id, title, models }) => ({ id, title, models })),
        current: file.dialect,
      };
    }),
  );

  answerRequest(connection, convertCallsRequest, ({ uri, to }, token) =>
    answer<ConvertCallsResult>("Converting the calls", uri, token, null, async (document) => {
      const file = await audits.file(document);
      const wanted = dialectOf(to);
      if (file.isForeign || wanted === undefined) return null;
      const { version } = document;
      const { edits, ...counts } = await audits.inSteps(document, convertFile(file, wanted), token);
      const placed = edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text }));
      return { version, edits: placed, ...counts };
    }),
  );
  return {};
}
