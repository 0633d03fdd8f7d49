import type * as vscode from "vscode";
import type { OpenRecord } from "../../../server/protocol/records";
import { editorCommand } from "./command";

export const openRecordCommand = editorCommand({
  id: "traceAuditor.openRecord",
  title: "Open Record as Trace",
  icon: "open-preview",
  when: "editorLangId =~ /^json/",
  run: ({ opener }, uri?: string | vscode.Uri, record?: OpenRecord) => opener.open(uri, record),
});
