import type { CancellationToken, ServerCapabilities } from "vscode-languageserver";
import { countFindings } from "../../core/audit/told";
import { auditFileRequest, type AuditFileResult } from "../../protocol/auditFile";
import { fileDiagnostics } from "../fileDiagnostics";
import { OpenDocument } from "../openDocument";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import { answerRequest } from "../messages";

/** Audits one file of the workspace, open or not. */
export function auditFile(services: Services): ServerCapabilities {
  const { connection, logger } = services;
  answerRequest(connection, auditFileRequest, ({ uri }, token) =>
    runSafe(`The audit of ${uri}`, token, logger, () => audit(services, uri, token)),
  );
  return {};
}

async function audit(services: Services, uri: string, token: CancellationToken): Promise<AuditFileResult> {
  const { documents, audits, client, configuration } = services;
  const open = documents.get(uri);
  if (open !== undefined) {
    const file = await audits.audited(open, token);
    return file.isForeign ? null : { ...countFindings(file), diagnostics: fileDiagnostics(open, file, client) };
  }
  const text = await configuration.readFile(uri);
  if (text === undefined) return null;
  const document = new OpenDocument(uri, uri.endsWith(".trace") ? "trace" : "json", 0, text);
  try {
    const file = await audits.unseen(document, token);
    return file.isForeign ? null : { ...countFindings(file), diagnostics: fileDiagnostics(document, file, client) };
  } finally {
    configuration.forget(uri);
  }
}
