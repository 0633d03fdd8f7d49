import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type OpenRecord, recordRequest, type RecordParams, type RecordResult } from "../../../server/protocol/records";
import type { SamplePlace } from "../../../server/protocol/samples";
import type { RecordFileSystem } from "./recordFileSystem";
import type { RecordSources } from "./recordSources";
import { recordUri, shownRecord } from "./recordUris";
import { ask } from "../server/messages";
import { tell, tellBriefly } from "../shown";

/**
 * The listed record next to one of a file, and what the list is filtered by, in words.
 *
 * @param uri of the document that has the file's text
 */
export type Beside = (
  file: vscode.Uri,
  uri: string,
  record: number,
  step: 1 | -1,
) => Promise<{ readonly found: SamplePlace | null; readonly words: string }>;

/** Shows records of JSON files as traces, and moves from one to the next. */
export class RecordOpener {
  constructor(
    private readonly client: BaseLanguageClient,
    private readonly sources: RecordSources,
    private readonly records: RecordFileSystem,
  ) {}

  /** Opens a record as a trace; without arguments, the one at the cursor. */
  async open(given?: string | vscode.Uri, wanted?: OpenRecord): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const source = typeof given === "string" ? vscode.Uri.parse(given, true) : (given ?? editor?.document.uri);
    if (source === undefined || shownRecord(source) !== undefined) return;
    const isActive = editor?.document.uri.toString() === source.toString();
    const at = wanted ?? { at: isActive ? editor.selection.active : { line: 0, character: 0 } };
    const result = await this.ask(source, at);
    if (result === null) {
      const text =
        "No records were recognised in this file. If it holds records, choose their format with Trace Auditor: Pick Record Format…";
      void tell(text);
    } else if (result.text === "") {
      // A line that cannot be read must be fixed in the file.
      await show(source, at.at ?? result.start);
    } else {
      await keepInTab(source);
      await this.showRecord(recordUri({ source, record: result.record }, result.name), result.at);
    }
  }

  /** Opens a record as a trace, beside the column that shows a run. */
  async openBeside(
    source: vscode.Uri,
    wanted: OpenRecord,
    column: vscode.ViewColumn | undefined,
    preserveFocus: boolean,
  ): Promise<void> {
    const result = await this.ask(source, wanted);
    const beside = {
      viewColumn: column === undefined ? vscode.ViewColumn.Beside : column + 1,
      preserveFocus,
      preview: true,
    };
    if (result === null) throw new Error("The record cannot be opened: its file is not read as records.");
    if (result.text === "") {
      await vscode.window.showTextDocument(source, { ...beside, selection: selectionAt(result.start) });
      return;
    }
    const uri = recordUri({ source, record: result.record }, result.name);
    await this.records.prepare(uri);
    await vscode.window.showTextDocument(uri, {
      ...beside,
      selection: selectionAt(result.at ?? { line: 0, character: 0 }),
    });
  }

  /** From the record in view to the next one (1) or the one before it (-1) that is listed and can be read. */
  async go(step: 1 | -1, beside: Beside): Promise<void> {
    const shown = this.records.placeOf(vscode.window.activeTextEditor?.document.uri);
    const found = shown && (await this.sources.provide(shown.source));
    if (shown === undefined || found === undefined) return;
    const { source } = shown;
    let { record } = shown;
    let filter: string;
    for (;;) {
      const { found: next, words } = await beside(source, found.uri.toString(), record, step);
      filter = words;
      const result = next && (await this.ask(source, { record: next.record }));
      if (next === null || result === null) break;
      ({ record } = next);
      if (result.text === "") continue;
      await this.showRecord(recordUri({ source, record }, result.name), result.at);
      const place = `${(next.place + 1).toLocaleString("en")} of ${next.matching.toLocaleString("en")}`;
      if (words !== "") tellBriefly(`${place} with ${words}`, 3000);
      return;
    }
    const what = filter === "" ? "record" : `record with ${filter}`;
    tellBriefly(step > 0 ? `This is the last ${what}.` : `This is the first ${what}.`, 3000);
  }

  /** From the record in view to its place in the file. */
  async showInFile(): Promise<void> {
    const shown = this.records.placeOf(vscode.window.activeTextEditor?.document.uri);
    if (shown === undefined) return;
    const result = await this.ask(shown.source, { record: shown.record });
    await show(shown.source, result?.start);
  }

  private async showRecord(uri: vscode.Uri, at: OpenRecord["at"]): Promise<void> {
    await this.records.prepare(uri);
    await show(uri, at);
  }

  private async ask(source: vscode.Uri, wanted: OpenRecord): Promise<RecordResult> {
    const found = await this.sources.provide(source);
    if (found === undefined) return null;
    const params: RecordParams = { uri: found.uri.toString(), ...plain(wanted) };
    return ask(this.client, recordRequest, params);
  }
}

/** A vscode.Position is not a plain object and would be sent in another form. */
function plain({ record, at }: OpenRecord): OpenRecord {
  return {
    ...(record === undefined ? {} : { record }),
    ...(at === undefined ? {} : { at: { line: at.line, character: at.character } }),
  };
}

/** Without this, the record would replace its file's tab if that is a preview. */
async function keepInTab(source: vscode.Uri): Promise<void> {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  const shown = tab?.input instanceof vscode.TabInputText ? tab.input.uri.toString() : undefined;
  if (tab?.isPreview === true && shown === source.toString()) {
    await vscode.commands.executeCommand("workbench.action.keepEditor");
  }
}

/** Shows a document, at a place if one is given. */
export async function show(uri: vscode.Uri, at: OpenRecord["at"]): Promise<void> {
  const place = at && new vscode.Position(at.line, at.character);
  const options = {
    preview: true,
    ...(place === undefined ? {} : { selection: new vscode.Range(place, place) }),
  };
  const document = await vscode.workspace.openTextDocument(uri).then(
    (opened) => opened,
    () => undefined,
  );
  // This command also shows a file that is too long for extensions.
  if (document === undefined) await vscode.commands.executeCommand("vscode.open", uri, options);
  else await vscode.window.showTextDocument(document, options);
}

function selectionAt({ line, character }: NonNullable<OpenRecord["at"]>): vscode.Range {
  const place = new vscode.Position(line, character);
  return new vscode.Range(place, place);
}
