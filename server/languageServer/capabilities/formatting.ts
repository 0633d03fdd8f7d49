import { DocumentFormattingRequest, type ServerCapabilities, type TextEdit } from "vscode-languageserver";
import { formatFile } from "../../core/formatting/formatFile";
import { fileEdit } from "../actions/edits";
import type { Services } from "../services";
import { traceDocuments } from "../traceLanguage";

/**
 * Format document, for `.trace` documents. The raw JSON of records is left to the JSON formatter: with a second
 * formatter for that language an editor would ask which to use, so the server registers only if the client supports
 * registering for some languages.
 */
export function formatting({
  connection,
  audits,
  answer,
  client,
  logger,
  onInitialized,
}: Services): ServerCapabilities {
  connection.onDocumentFormatting(({ textDocument }, token) =>
    answer<TextEdit[] | null>("Formatting", textDocument.uri, token, null, async (document) => {
      const file = await audits.audited(document, token);
      if (file.isForeign || file.format.container !== "trace") return null;
      const edits = await audits.inSteps(document, formatFile(file), token);
      return edits.map((edit) => fileEdit(document, edit));
    }),
  );
  if (!client.registersFormatting) return { documentFormattingProvider: true };
  onInitialized(() => {
    connection.client
      .register(DocumentFormattingRequest.type, { documentSelector: traceDocuments })
      .catch((error: unknown) => logger.error(`The client refused a registration: ${String(error)}`));
  });
  return {};
}
