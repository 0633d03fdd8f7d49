import type { CodeLens, ServerCapabilities } from "vscode-languageserver";
import { judgingLenses } from "../lenses/judgingLenses";
import { ownScoreLenses } from "../lenses/ownScoreLenses";
import { recordLenses } from "../lenses/recordLenses";
import { runLens } from "../lenses/runLens";
import { refreshLenses } from "../lenses/refresh";
import { rewardDetailLenses } from "../lenses/rewardDetailLenses";
import { rewardLenses } from "../lenses/rewardLenses";
import type { OpenDocument } from "../openDocument";
import type { AuditedFile } from "../../core/audit/auditedFile";
import type { Services } from "../services";
import { shownLens } from "../shown";

/** Makes the lenses of one kind for an audited file. Each file in lenses/ has one. */
export type LensMaker = (
  document: OpenDocument,
  file: AuditedFile,
  services: Services,
) => CodeLens[] | Promise<CodeLens[]>;

const makers: readonly LensMaker[] = [
  runLens,
  recordLenses,
  rewardLenses,
  ownScoreLenses,
  judgingLenses,
  rewardDetailLenses,
];

/** Lines above records and samples that describe them and offer actions. */
export function codeLenses(services: Services): ServerCapabilities {
  const { connection, audits, answer, onConfigurationChanged } = services;
  connection.onCodeLens(({ textDocument }, token) =>
    answer<CodeLens[]>("The lenses", textDocument.uri, token, [], async (document) => {
      await audits.quiet(document, token);
      const file = await audits.audited(document, token);
      if (file.isForeign) return [];
      const lenses: CodeLens[] = [];
      for (const make of makers) lenses.push(...(await make(document, file, services)).map(shownLens));
      return lenses;
    }),
  );
  onConfigurationChanged(() => refreshLenses(services));
  return { codeLensProvider: {} };
}
