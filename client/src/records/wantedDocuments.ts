import * as vscode from "vscode";
import { entryFor } from "../../../server/core/config/filePatterns";
import { whyNotRecognised } from "../../../server/core/records/reading/notRecognised";
import { type AskedFormat, recogniseFile } from "../../../server/core/records/reading/recogniseFile";

/** How much of a JSON file is looked at to tell whether it holds records, in UTF-16 units. */
const beginning = 262_144;
/** The most lines that are examined, if lines are short. */
const linesLookedAt = 400;
/** How long after an edit a document without records is examined again, in milliseconds. */
const pause = 500;

/** The language ids of files with records. */
export const recordLanguages: readonly string[] = ["json", "jsonl", "jsonlines"];

/** Is the document one for us: a trace, or JSON that holds records, or that a setting says holds records? */
export function isWanted(document: vscode.TextDocument): boolean {
  if (document.languageId === "trace") return true;
  if (!recordLanguages.includes(document.languageId)) return false;
  const head = headOf(document);
  const isWhole = document.lineCount <= linesLookedAt && head.length < beginning;
  return recogniseFile(head, askedFormat(document), isWhole) !== undefined;
}

/**
 * Why a file of records is not for us, in a sentence with its records' fields. Undefined for a file that is, for one
 * that should be left alone, and for JSON with a single value, such as a configuration.
 */
export function whyNotWanted(document: vscode.TextDocument): string | undefined {
  if (!recordLanguages.includes(document.languageId) || askedFormat(document) !== undefined) return undefined;
  const head = headOf(document);
  if (document.languageId === "json" && !/^\s*\[\s*\{/.test(head)) return undefined;
  return isWanted(document) ? undefined : whyNotRecognised(head)?.replaceAll("`", "");
}

function headOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, linesLookedAt, 0)).slice(0, beginning);
}

/** What a setting says about the document's records. */
function askedFormat(document: vscode.TextDocument): AskedFormat | undefined {
  const formats = vscode.workspace
    .getConfiguration("traceAuditor", document.uri)
    .get<Record<string, string>>("recordFormats", {});
  const entry = entryFor(formats, vscode.workspace.asRelativePath(document.uri, false));
  return entry && { id: entry.value, reason: "" };
}

/** Calls `react` when the setting changes that says which documents hold records, and in which format. */
export function onRecordFormatsSet(react: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("traceAuditor.recordFormats")) react();
  });
}

/**
 * Finds wanted documents: when they are opened, and when an edit or a setting makes them wanted. After the first one
 * was found, the language client itself notices documents that are opened.
 *
 * @param isKnown is the document with the server already? It is not looked at again then.
 * @param strange is called for files of records that are not wanted: the user is told, but the server is not started
 */
export function watchForWanted(
  found: (document: vscode.TextDocument) => void,
  isKnown: (uri: vscode.Uri) => boolean,
  strange: () => void,
): vscode.Disposable {
  const look = (document: vscode.TextDocument): void => {
    if (document.isClosed || isKnown(document.uri)) return;
    if (!isWanted(document)) {
      if (whyNotWanted(document) !== undefined) strange();
      return;
    }
    opened.dispose();
    found(document);
  };
  const waiting = new Map<string, NodeJS.Timeout>();
  const lookSoon = (document: vscode.TextDocument): void => {
    if (isKnown(document.uri) || !recordLanguages.includes(document.languageId)) return;
    const uri = document.uri.toString();
    clearTimeout(waiting.get(uri));
    const lookNow = (): void => {
      waiting.delete(uri);
      look(document);
    };
    waiting.set(uri, setTimeout(lookNow, pause));
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  // Not immediately, so that activation ends sooner and other extensions do not have to wait.
  const first = setImmediate(() => vscode.workspace.textDocuments.forEach(look));
  return vscode.Disposable.from(
    opened,
    { dispose: () => clearImmediate(first) },
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
    vscode.workspace.onDidChangeTextDocument(({ document }) => lookSoon(document)),
    onRecordFormatsSet(() => vscode.workspace.textDocuments.forEach(look)),
  );
}
