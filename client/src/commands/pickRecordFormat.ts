import * as vscode from "vscode";
import { leftAlone, recordFormats } from "../../../server/core/records/reading/recogniseFile";
import type { DocumentStatuses } from "../documentStatuses";
import { fileOf } from "../records/recordUris";
import { recordLanguages } from "../records/wantedDocuments";
import { keepForFile } from "./keepForFile";
import { type Choice, pick, separator, tell } from "../shown";
import { editorCommand } from "./command";

export const pickRecordFormatCommand = editorCommand({
  id: "traceAuditor.pickRecordFormat",
  title: "Pick Record Format…",
  icon: "question",
  when: "editorLangId =~ /^json/ || resourceScheme == trace-auditor-record",
  menus: {
    "view/title": { when: "view == traceAuditor.samples && traceAuditor.notRecognised", group: "navigation@1" },
  },
  run: ({ statuses }, uri?: vscode.Uri) => pickRecordFormat(statuses, uri),
});

interface FormatItem extends Choice {
  /** Undefined for "let the content decide". */
  readonly format: string | undefined;
}

/** Lets the user choose the format of a JSON file's records, and stores it in `traceAuditor.recordFormats`. */
async function pickRecordFormat(statuses: DocumentStatuses, given?: vscode.Uri): Promise<void> {
  const active = given ?? vscode.window.activeTextEditor?.document.uri;
  const uri = active && fileOf(active);
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri?.toString());
  if (uri === undefined || document === undefined || !recordLanguages.includes(document.languageId)) {
    void tell("Open a JSON or JSONL file first: its records have a format.");
    return;
  }
  const current = statuses.of(uri)?.format;
  const items: FormatItem[] = [
    {
      format: undefined,
      label: "Automatic",
      icon: "sparkle",
      detail: "By what the file's first records look like.",
    },
    {
      format: leftAlone,
      label: "No Records",
      icon: "circle-slash",
      detail: "Leave this file alone.",
    },
    { ...separator("formats"), format: undefined },
    ...recordFormats
      .filter(({ id }) => id !== "trace")
      .map(({ id, title, fields }) => ({
        format: id,
        label: title,
        ...(id === current?.id ? { icon: "check" } : {}),
        description: id,
        detail: fields.replaceAll("`", ""),
      })),
  ];
  const picked = await pick(items, {
    title: `Pick the record format of ${uri.path.split("/").at(-1) ?? ""}`,
    placeHolder:
      current === undefined
        ? "No records were recognised in this file"
        : `Now ${current.title}: ${current.reason.replaceAll("`", "")}`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) await keepForFile("recordFormats", uri, picked.format);
}
