import type { Definition, DefinitionLink, ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import type { OpenDocument } from "../openDocument";
import { targetsAt } from "../../core/ide/targets";
import type { Services } from "../services";

/**
 * Goes from a judge's quote to its words in the responses, and from the place where an evaluation takes up a criterion
 * to the rubric's item.
 */
export function definition({ connection, client, audits, answer }: Services): ServerCapabilities {
  connection.onDefinition(({ textDocument, position }, token) =>
    answer<Definition | DefinitionLink[] | null>("The definition", textDocument.uri, token, null, async (document) => {
      const file = await audits.file(document);
      if (file.isForeign) return null;
      const links = linksAt(document, file, document.offsetAt(position));
      if (client.definitionLinks) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  return { definitionProvider: true };
}

function linksAt(document: OpenDocument, file: AuditedFile, offset: number): DefinitionLink[] {
  return targetsAt(file, offset).map(({ from, whole, start }) => ({
    originSelectionRange: document.rangeOf(from),
    targetUri: document.uri,
    targetRange: document.rangeOf(whole),
    targetSelectionRange: document.rangeOf(start),
  }));
}
