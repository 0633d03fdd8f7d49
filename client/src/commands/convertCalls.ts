import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  convertCallsRequest,
  targetDialectsRequest,
  type ConvertCallsResult,
  type TargetDialectsResult,
} from "../../../server/protocol/conversion";
import { ask } from "../server/messages";
import { pick, tell, warn, type Choice } from "../shown";
import { editorOfTrace } from "./editorOfTrace";
import { editorCommand, inTraces } from "./command";
import { counted } from "../../../server/core/text/counted";

export const convertCallsCommand = editorCommand({
  id: "traceAuditor.convertCalls",
  title: "Convert Calls to…",
  when: inTraces,
  run: async ({ client, documents }) => {
    const document = editorOfTrace(documents)?.document;
    if (document !== undefined) await convertCalls(client, document);
    else void tell("Open a trace first: this writes its calls in another dialect.");
  },
});

interface DialectItem extends Choice {
  readonly dialect: string;
}

/** Writes a document's calls in the dialect that the user picks: one edit, which undo takes back. */
async function convertCalls(client: BaseLanguageClient, document: vscode.TextDocument): Promise<void> {
  const uri = document.uri.toString();
  const targets = await ask(client, targetDialectsRequest, { uri });
  if (targets.dialects.length === 0) {
    void tell("No traces were recognised in this file.");
    return;
  }
  const picked = await pick(itemsOf(targets), {
    title: `Write the calls of ${document.uri.path.split("/").at(-1) ?? ""} in another dialect`,
    placeHolder:
      targets.current === undefined
        ? "The dialect of its calls is unknown"
        : `Now ${targets.current.id}: ${targets.current.reason}`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  const result = await ask(client, convertCallsRequest, { uri, to: picked.dialect });
  if (result === null || result.version !== document.version) {
    void warn("The file was edited in the meantime, so nothing was changed: run the command again.");
    return;
  }
  if (result.edits.length > 0) {
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of result.edits) {
      const { start, end } = range;
      edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    }
    if (!(await vscode.workspace.applyEdit(edit))) {
      void warn("The calls could not be written: the file is as it was.");
      return;
    }
  }
  void tell(inWords(result, picked.label));
}

function itemsOf({ dialects, current }: TargetDialectsResult): DialectItem[] {
  return dialects
    .filter(({ id }) => id !== current?.id)
    .map(({ id, title, models }) => ({
      dialect: id,
      label: title,
      description: id,
      detail: `Written by ${models.join(", ")}`,
    }));
}

function inWords({ calls, left, data }: NonNullable<ConvertCallsResult>, title: string): string {
  const said = [calls === 0 ? "No call was rewritten" : `${counted(calls, "call")} written as ${title}`];
  if (left > 0) said.push(`${counted(left, "call")} left as written: cut off, or without a name`);
  if (data > 0) said.push(`${counted(data, "call")} left as data: in no dialect`);
  return `${said.join("; ")}.`;
}
