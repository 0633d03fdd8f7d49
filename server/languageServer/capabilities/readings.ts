import type { ServerCapabilities } from "vscode-languageserver";
import { readingAt } from "../../core/ide/readingAt";
import { readingRequest, type ReadingResult } from "../../protocol/readings";
import { answerRequest } from "../messages";
import type { Services } from "../services";

/** How the trace at the cursor was read, for people. */
export function readings({ connection, audits, answer }: Services): ServerCapabilities {
  answerRequest(connection, readingRequest, ({ uri, position }, token) =>
    answer<ReadingResult>("How the trace was read", uri, token, null, async (document) => {
      const file = await audits.file(document);
      return (file.isForeign ? undefined : readingAt(file, document.offsetAt(position))) ?? null;
    }),
  );
  return {};
}
