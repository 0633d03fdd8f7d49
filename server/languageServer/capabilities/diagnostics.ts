import {
  type CancellationToken,
  CancellationTokenSource,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import { fileDiagnostics } from "../fileDiagnostics";
import type { OpenDocument } from "../openDocument";
import { layoutDiagnostics } from "../recordLayout";
import { runSafe, Superseded } from "../runSafe";
import type { Services } from "../services";
import { shownDiagnostic } from "../shown";

/** Sends findings by pull if the client can, else by push; never both. */
export function diagnostics(services: Services): ServerCapabilities {
  return services.client.pullsDiagnostics ? pulled(services) : pushed(services);
}

function pulled(services: Services): ServerCapabilities {
  const { connection, client, configuration, audits, answer, logger, onConfigurationChanged } = services;
  connection.languages.diagnostics.on((params, token) =>
    answer<DocumentDiagnosticReport>("The audit", params.textDocument.uri, token, full([]), async (document) => {
      await audits.quiet(document, token);
      const file = await audits.audited(document, token);
      // The same text under the same settings has the same findings.
      const resultId = `${document.version}.${(await configuration.setupOf(document.uri)).id}`;
      if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const { version } = document;
      const layout = await layoutDiagnostics(services, document);
      if (document.version !== version) throw new Superseded();
      return full([...layout.map(shownDiagnostic), ...fileDiagnostics(document, file, client)], resultId);
    }),
  );
  onConfigurationChanged(() => {
    if (!client.refreshesDiagnostics) return;
    connection.languages.diagnostics.refresh().catch((error: unknown) => {
      logger.error(`The client did not refresh its findings: ${String(error)}`);
    });
  });
  return { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } };
}

function full(
  items: ReturnType<typeof fileDiagnostics>,
  resultId?: string,
): Extract<DocumentDiagnosticReport, { kind: typeof DocumentDiagnosticReportKind.Full }> {
  return { kind: DocumentDiagnosticReportKind.Full, items, ...(resultId === undefined ? {} : { resultId }) };
}

function pushed(services: Services): ServerCapabilities {
  const { connection, client, documents, audits, logger, onConfigurationChanged } = services;
  const pending = new Map<string, CancellationTokenSource>();

  const push = (document: OpenDocument): void => {
    pending.get(document.uri)?.cancel();
    const source = new CancellationTokenSource();
    pending.set(document.uri, source);
    // No caller waits: a newer edit starts its own audit, and a crash is in the log.
    runSafe("The audit", source.token, logger, () => auditAndSend(document, source.token)).catch(() => undefined);
  };
  const auditAndSend = async (document: OpenDocument, token: CancellationToken): Promise<void> => {
    await audits.quiet(document, token);
    const file = await audits.audited(document, token);
    const { uri, version } = document;
    const layout = await layoutDiagnostics(services, document);
    if (document.version !== version) return;
    const found = fileDiagnostics(document, file, client);
    await connection.sendDiagnostics({ uri, version, diagnostics: [...layout.map(shownDiagnostic), ...found] });
  };
  documents.onDidChangeContent(({ document }) => push(document));
  documents.onDidClose(({ document }) => {
    pending.get(document.uri)?.cancel();
    pending.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  onConfigurationChanged(() => {
    for (const document of documents.all()) push(document);
  });
  return {};
}
