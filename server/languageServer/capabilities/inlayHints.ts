import { type InlayHint, InlayHintRefreshRequest, type ServerCapabilities } from "vscode-languageserver";
import type { Span } from "../../core/text/span";
import type { AuditedRecord } from "../../core/audit/auditedFile";
import type { Hint, HintMaker } from "../../core/ide/hints/hint";
import { rewardHints } from "../../core/ide/hints/rewardHints";
import { rubricHints } from "../../core/ide/hints/rubricHints";
import { recordsIn } from "../../core/ide/place";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { shownHint } from "../shown";

const makers: readonly HintMaker[] = [rewardHints, rubricHints];

/** The most hints that are shown in one range. */
const maxHints = 2000;

/** Small texts after parts of a trace: shares of the reward, normalised weights. */
export function inlayHints(services: Services): ServerCapabilities {
  const { connection, client, audits, answer, configuration, onConfigurationChanged, logger } = services;
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    answer<InlayHint[]>("The hints", textDocument.uri, token, [], async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return [];
      const asked: Span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const { hints: wanted } = await configuration.setupOf(document.uri);
      if (wanted === "none") return [];
      const hints: InlayHint[] = [];
      for (const record of recordsIn(file, asked)) {
        for (const sample of record.samples) {
          for (const hint of makers.flatMap((make) => make(sample, services.rewards))) {
            if (wanted === "losses" && hint.isEarned === true) continue;
            const at = record.span.start + hint.behind.part.source.toSource(hint.behind.span.end);
            if (at < asked.start || at > asked.end) continue;
            if (hints.length >= maxHints) return hints;
            hints.push(shownHint(toInlayHint(document, record, hint)));
          }
        }
      }
      return hints;
    }),
  );
  onConfigurationChanged(() => {
    if (!client.refreshesHints) return;
    connection.sendRequest(InlayHintRefreshRequest.type).catch((error: unknown) => {
      logger.error(`The client did not refresh its hints: ${String(error)}`);
    });
  });
  return { inlayHintProvider: true };
}

/** The hint in the protocol's form. */
function toInlayHint(document: OpenDocument, record: AuditedRecord, { behind, label, tooltip }: Hint): InlayHint {
  const at = record.span.start + behind.part.source.toSource(behind.span.end);
  return { position: document.positionAt(at), label, tooltip, paddingLeft: true };
}
