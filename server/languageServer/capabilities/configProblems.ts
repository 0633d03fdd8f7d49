import { DiagnosticSeverity, type ServerCapabilities } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { source } from "../fileDiagnostics";
import type { Services } from "../services";
import { shownDiagnostic } from "../shown";

/**
 * Problems in a `trace-auditor.json`, as diagnostics in that file. It is not one of our documents, so they are pushed.
 */
export function configProblems({ connection, configuration }: Services): ServerCapabilities {
  configuration.onConfigRead(({ uri, text, problems }) => {
    const document = TextDocument.create(uri, "json", 0, text);
    void connection.sendDiagnostics({
      uri,
      diagnostics: problems.map(({ code, message, span }) =>
        shownDiagnostic({
          range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
          severity: DiagnosticSeverity.Error,
          source,
          code,
          message,
        }),
      ),
    });
  });
  return {};
}
