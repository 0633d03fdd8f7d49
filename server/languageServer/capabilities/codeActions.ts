import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  MessageType,
  type ServerCapabilities,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { switchedOff } from "../../core/config/switchOff";
import { switchedOffRequest } from "../../protocol/switchOff";
import { fixAllKind, fixAllSafe, fixRule, offerForRule, type RuleOffer } from "../actions/fixAll";
import { byRule, findingsIn } from "../actions/findings";
import { quickFixes } from "../actions/quickFixes";
import { switchOffActions } from "../actions/switchOff";
import type { OpenDocument } from "../openDocument";
import { runSafe } from "../runSafe";
import type { Services } from "../services";
import { shownAction, shownMessage } from "../shown";
import { answerRequest } from "../messages";

/**
 * The lightbulb: fixes for the findings under the cursor, for all of a kind in the file, and ways to switch a rule off.
 * All safe fixes of the file at once are offered under their own kind.
 */
export function codeActions(services: Services): ServerCapabilities {
  const { connection, logger, audits, answer, client, configuration } = services;
  connection.onCodeAction((params, token) =>
    answer<CodeAction[]>("The fixes", params.textDocument.uri, token, [], async (document) => {
      const wants = wanted(params.context);
      if (!wants(CodeActionKind.QuickFix) && !wants(fixAllKind)) return [];
      const file = await audits.file(document);
      if (file.isForeign) return [];
      const quick = wants(CodeActionKind.QuickFix) ? await atCursor(document, file, params) : [];
      // This costs an audit of the whole file, so it is made only if the client asks for its kind.
      const asksAll = params.context.only !== undefined && wants(fixAllKind);
      return [...quick, ...(asksAll ? await fixAllSafe(document, audits, token) : [])].map(shownAction);
    }),
  );

  const atCursor = async (
    document: OpenDocument,
    file: AuditedFile,
    params: CodeActionParams,
  ): Promise<CodeAction[]> => {
    const found = findingsIn(document, file, params);
    if (found.length === 0) return [];
    const sources = await configuration.sourcesOf(document.uri);
    const rules = byRule(found);
    return [
      ...found.flatMap((each) => quickFixes(document, file, each)),
      ...rules.flatMap((each) => offerForRule(document, file, each, client)),
      ...rules.flatMap((each) => switchOffActions(document, file, each, sources, client)),
    ];
  };

  connection.onCodeActionResolve((action, token) => {
    const offer = action.data as RuleOffer | undefined;
    if (offer === undefined) return action;
    return answer<CodeAction>(action.title, offer.uri, token, action, async (document) => {
      const { edit, rest } = await fixRule(document, offer, audits, token);
      if (rest !== undefined) {
        await connection.sendNotification(ShowMessageNotification.type, {
          type: MessageType.Info,
          message: shownMessage(rest),
        });
      }
      return edit === undefined ? action : shownAction({ ...action, edit });
    });
  });

  answerRequest(connection, switchedOffRequest, ({ text, ...wanted }, token) =>
    runSafe("Switching off", token, logger, () => {
      const written = switchedOff(text, wanted);
      return written === undefined ? null : { text: written };
    }),
  );

  return {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, fixAllKind],
      resolveProvider: client.resolvesEdits,
    },
  };
}

/** Does the client want actions of that kind? A kind that it names includes all kinds that begin with it. */
function wanted({ only }: CodeActionContext): (kind: string) => boolean {
  return (kind) => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}
