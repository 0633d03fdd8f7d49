import type { PrepareRenameResult, ServerCapabilities, WorkspaceEdit } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { Refused } from "../runSafe";
import type { Services } from "../services";
import { isTagName, tagPairAt, tagsOf, writtenName, type TagPair } from "../../core/ide/tagPairs";

/** Renames a tag: opener and closer together. */
export function rename({ connection, audits, answer }: Services): ServerCapabilities {
  connection.onPrepareRename(({ textDocument, position }, token) =>
    answer<PrepareRenameResult | null>("Renaming", textDocument.uri, token, null, async (document) => {
      const pair = renamed(await audits.file(document), document.offsetAt(position));
      const { text, span } = writtenName(pair, pair.tag);
      return { range: document.rangeOf(span), placeholder: text };
    }),
  );
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    answer<WorkspaceEdit | null>("Renaming", textDocument.uri, token, null, async (document) => {
      const pair = renamed(await audits.file(document), document.offsetAt(position));
      if (!isTagName(newName)) {
        throw new Refused(
          `${JSON.stringify(newName)} cannot be a tag's name: it begins with a letter or "_" and goes on with letters, digits, "_", "-", "." and ":". Leave out the angle brackets.`,
        );
      }
      const edits = tagsOf(pair).map((tag) => {
        const { span } = writtenName(pair, tag);
        return { range: document.rangeOf(span), newText: newName };
      });
      return { changes: { [document.uri]: edits } };
    }),
  );
  return { renameProvider: { prepareProvider: true } };
}

/** @throws Refused if there is no tag to rename */
function renamed(file: AuditedFile, offset: number): TagPair {
  if (file.isForeign || file.format.container !== "trace") {
    throw new Refused("Tags are renamed in .trace documents. Open the record as a trace to rename one of its tags.");
  }
  const pair = tagPairAt(file, offset);
  if (pair === undefined) throw new Refused("Only a tag of a trace can be renamed, and here stands none.");
  if (pair.mentioned) {
    throw new Refused(
      "The text only speaks about this tag: it opens and closes nothing, so there is nothing to rename.",
    );
  }
  return pair;
}
