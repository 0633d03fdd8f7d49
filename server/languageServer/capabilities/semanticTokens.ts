import type {
  CancellationToken,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensLegend,
  ServerCapabilities,
} from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import type { Span } from "../../core/text/span";
import type { OpenDocument } from "../openDocument";
import { recordsIn } from "../../core/ide/place";
import type { Services } from "../services";
import { tokensOf } from "../../core/ide/tokens/recordTokens";
import { SentTokens } from "../tokens/sentTokens";
import { tokenModifiers, tokenTypes } from "../../core/ide/tokens/token";
import { traceDocuments } from "../traceLanguage";

const legend: SemanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

/** A longer document (in UTF-16 units) is coloured only range by range, where it is in view. */
const longestWhole = 2_000_000;
/** Maximum number of tokens sent at once; the text after them keeps the grammar's colours. */
const maxTokens = 100_000;

/**
 * Colours for what a grammar cannot know: which tags are meant, which tools and arguments exist, whether quotes were
 * found.
 */
export function semanticTokens(services: Services): ServerCapabilities {
  const { connection, client, audits, answer, logger, onConfigurationChanged } = services;
  const { semanticTokens: requests } = connection.languages;
  const sent = new WeakMap<OpenDocument, SentTokens>();

  /** All tokens of the document once nobody types; undefined if it is too long. */
  const tokensOfAll = async (document: OpenDocument, token: CancellationToken): Promise<number[] | undefined> => {
    if (document.getText().length > longestWhole) return undefined;
    await audits.quiet(document, token);
    const file = await audits.audited(document, token);
    return encoded(document, file, { start: 0, end: file.text.length });
  };
  const sentOf = (document: OpenDocument): SentTokens => {
    const known = sent.get(document) ?? new SentTokens();
    sent.set(document, known);
    return known;
  };

  requests.on(({ textDocument }, token) =>
    answer<SemanticTokens | null>("Colouring", textDocument.uri, token, null, async (document) => {
      const data = await tokensOfAll(document, token);
      return data === undefined ? null : sentOf(document).whole(data);
    }),
  );
  requests.onDelta(({ textDocument, previousResultId }, token) =>
    answer<SemanticTokens | SemanticTokensDelta | null>(
      "Colouring",
      textDocument.uri,
      token,
      null,
      async (document) => {
        const data = await tokensOfAll(document, token);
        return data === undefined ? null : sentOf(document).since(previousResultId, data);
      },
    ),
  );
  requests.onRange(({ textDocument, range }, token) =>
    answer<SemanticTokens>("Colouring", textDocument.uri, token, { data: [] }, async (document) => {
      const file = await audits.file(document);
      const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return { data: encoded(document, file, asked) };
    }),
  );
  onConfigurationChanged(() => {
    if (!client.refreshesTokens) return;
    requests.refresh().catch((error: unknown) => {
      logger.error(`The client did not refresh its colours: ${String(error)}`);
    });
  });
  return {
    semanticTokensProvider: { documentSelector: traceDocuments, legend, full: { delta: true }, range: true },
  };
}

/**
 * The tokens in a span in the protocol's form: five numbers each, with lines and characters relative to the token
 * before.
 */
function encoded(document: OpenDocument, file: AuditedFile, within: Span): number[] {
  const data: number[] = [];
  if (file.isForeign || file.format.container !== "trace") return data;
  let before = { line: 0, character: 0 };
  for (const record of recordsIn(file, within)) {
    const { start: base } = record.span;
    for (const { start, length, type, modifiers } of tokensOf(record, file.text)) {
      if (base + start + length <= within.start) continue;
      if (base + start >= within.end) break;
      if (data.length >= 5 * maxTokens) return data;
      const at = document.positionAt(base + start);
      const line = at.line - before.line;
      data.push(line, line === 0 ? at.character - before.character : at.character, length, type, modifiers);
      before = at;
    }
  }
  return data;
}
