import * as vscode from "vscode";
import type { DiskFileState } from "../../../server/protocol/diskFiles";
import type { OpenRecord } from "../../../server/protocol/records";
import type { SamplePlace, SamplePlaceParams } from "../../../server/protocol/samples";
import { type Beside, show, type RecordOpener } from "../records/recordOpener";
import type { DocumentStatuses } from "../documentStatuses";
import type { DiskFiles } from "../records/diskFiles";
import type { RecordDocuments } from "../records/recordDocuments";
import { fileOf, type ShownRecord } from "../records/recordUris";
import { isWanted, onRecordFormatsSet, whyNotWanted } from "../records/wantedDocuments";
import { headingOf } from "./listHeading";
import { filterInWords, isFiltering, noFilter, pickFilter, type SampleFilter } from "./sampleFilter";
import type { SampleNode, SamplesTree } from "./samplesTree";
import { markDone } from "../walkthrough";
import { describeView } from "../shown";
import { counted } from "../../../server/core/text/counted";

/** How long the cursor must rest before the list follows it, in milliseconds. */
const rest = 100;

/** Keeps the view filled, and runs its commands. */
export interface SamplesFiller {
  /** Lets the user choose which samples are listed. */
  filter(): Promise<void>;
  clearFilter(): void;
  /** Lists only the samples in which the rule of the clicked finding found something. */
  filterByRule(node?: SampleNode): void;
  /** Lists the samples again, because something other than their text has changed. */
  refresh(): void;
  /** Opens the clicked sample, at its most severe finding or at the clicked one. */
  open(node?: SampleNode): Promise<void> | undefined;
  /** Shows the clicked sample in its file. */
  showInFile(node?: SampleNode): Promise<void> | undefined;
  /** The record before or after one of a file, among those that are listed. */
  readonly beside: Beside;
  /** Lists the samples of a file that is read from the disk, and shows the view. */
  list(file: vscode.Uri): Promise<void>;
  dispose(): void;
}

/** Where the view's files come from. */
export interface SamplesSources {
  readonly place: (params: SamplePlaceParams) => Promise<SamplePlace | null>;
  /** The record that a document shows now; undefined for any other document. */
  readonly recordOf: (uri: vscode.Uri) => ShownRecord | undefined;
  readonly statuses: DocumentStatuses;
  readonly documents: RecordDocuments;
  readonly diskFiles: DiskFiles;
}

/** Fills the view with the active file's samples: the list follows the editor, the filter and the audits. */
export function fillSamplesView(
  view: vscode.TreeView<SampleNode>,
  tree: SamplesTree,
  { statuses, documents, diskFiles, place, recordOf }: SamplesSources,
  opener: RecordOpener,
): SamplesFiller {
  /** The file that was last listed without an editor: it stays until the active editor shows another. */
  let listed: vscode.Uri | undefined;

  const describe = (): void => {
    const { last, file, filter } = tree;
    const onDisk = diskFiles.stateOf(file);
    const name = file?.path.split("/").at(-1) ?? "";
    const document = vscode.window.activeTextEditor?.document;
    const strange = document === undefined || file !== undefined ? undefined : whyNotWanted(document);
    if (strange !== undefined) {
      describeView(
        view,
        "",
        `Not recognised, so nothing is checked. ${strange} Say which format they have by the question mark above.`,
      );
    } else if (last === null) {
      describeView(view, "", onDisk?.why ?? (file === undefined ? "" : `${name} is being read.`));
    } else if (onDisk !== undefined) {
      const found = isFiltering(filter) ? [`${last.matching.toLocaleString()} with ${filterInWords(filter)}`] : [];
      describeView(
        view,
        [name, last.total.toLocaleString(), ...found].join(" · "),
        [...found, ...diskFileInWords(onDisk), headingOf(last.summary)].filter((words) => words !== "").join(" · "),
      );
    } else if (isFiltering(filter)) {
      const count = `${last.matching.toLocaleString("en")} of ${last.total.toLocaleString("en")}`;
      // A view that is alone in its container does not show its description.
      const message =
        last.matching === 0
          ? `No such sample: ${filterInWords(filter)}`
          : `${last.matching.toLocaleString("en")} of ${counted(last.total, "sample")}: ${filterInWords(filter)}`;
      describeView(view, `${name} · ${count} · ${filterInWords(filter)}`, message);
    } else {
      describeView(view, `${name} · ${last.total.toLocaleString()}`, headingOf(last.summary));
    }
    if (last !== null && view.visible) void markDone("samples");
    void vscode.commands.executeCommand("setContext", "traceAuditor.samplesListed", last !== null);
    void vscode.commands.executeCommand("setContext", "traceAuditor.notRecognised", strange !== undefined);
    void vscode.commands.executeCommand("setContext", "traceAuditor.samplesFiltered", isFiltering(filter));
  };

  /** Follows the file of the active editor; keeps the last one if no editor has the focus. */
  const follow = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined && vscode.window.visibleTextEditors.length > 0) return;
    const file = document && fileOf(document.uri);
    const isRead = document !== undefined && (file !== document.uri || isWanted(document));
    const next = isRead ? file : listed;
    if (next?.toString() === tree.file?.toString()) {
      if (next === undefined) describe();
      return;
    }
    tree.file = next;
    tree.last = null;
    tree.refresh();
  };

  const list = (file: vscode.Uri): void => {
    listed = file;
    tree.file = file;
    tree.refresh();
  };

  /** VS Code shows a file that is too long for extensions, but gives them only its tab. */
  const followTab = async (): Promise<void> => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (vscode.window.activeTextEditor !== undefined || !(input instanceof vscode.TabInputText)) return;
    if (!/\.(?:jsonl|ndjson|json)$/.test(input.uri.path) || input.uri.toString() === tree.file?.toString()) return;
    if (await diskFiles.wants(input.uri)) list(input.uri);
  };

  let asked = 0;
  /** Selects the line of the sample at the cursor, unless it or one of its findings is selected. */
  const reveal = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const { file } = tree;
    if (!view.visible || editor === undefined || file === undefined || tree.last === null) return;
    if (fileOf(editor.document.uri).toString() !== file.toString()) return;
    const turn = ++asked;
    const isWanted = (): boolean => turn === asked && view.visible;
    const record = recordOf(editor.document.uri)?.record;
    const { line, character } = editor.selection.active;
    const where = record === undefined ? { at: { line, character } } : { record };
    // A file that changed in the meantime has another list, which is asked again.
    const found = await place({ uri: file.toString(), ...tree.filter, ...where, step: 0 }).catch(() => null);
    if (found === null || !isWanted()) return;
    const node = await tree.lineAt(found.place);
    const [selected] = view.selection;
    const isSelected = selected !== undefined && selected.kind !== "page" && selected.place === found.place;
    if (node === undefined || isSelected || !isWanted()) return;
    await Promise.resolve(view.reveal(node, { select: true, focus: false })).catch(() => undefined);
  };
  let resting: NodeJS.Timeout | undefined;
  const revealSoon = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => void reveal(), rest);
  };

  const setFilter = (filter: SampleFilter): void => {
    tree.filter = filter;
    tree.refresh();
  };

  follow();
  void followTab();
  const listeners = vscode.Disposable.from(
    tree.onListed(describe),
    tree.onListed(revealSoon),
    view.onDidChangeVisibility(describe),
    view.onDidChangeVisibility(revealSoon),
    vscode.window.onDidChangeTextEditorSelection(revealSoon),
    vscode.window.onDidChangeActiveTextEditor(revealSoon),
    { dispose: () => clearTimeout(resting) },
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.window.tabGroups.onDidChangeTabs(() => void followTab()),
    documents.onSent(() => follow()),
    vscode.workspace.onDidOpenTextDocument(follow),
    onRecordFormatsSet(follow),
    diskFiles.onDidChange(({ uri, isNew }) => {
      if (uri.toString() !== tree.file?.toString()) return;
      if (isNew) tree.refresh();
      else describe();
    }),
    statuses.onDidChange((uri) => {
      if (uri.toString() === tree.file?.toString()) tree.refresh();
    }),
  );
  return {
    filter: async () => {
      const filter = tree.last === null ? undefined : await pickFilter(tree.last, tree.filter);
      if (filter !== undefined) setFilter(filter);
    },
    clearFilter: () => setFilter(noFilter),
    filterByRule: (node) => {
      if (node?.kind === "finding") setFilter({ ...noFilter, rules: [node.finding.rule] });
    },
    refresh: () => tree.refresh(),
    beside: async (file, source, record, step) => {
      const filter = tree.filterOf(file);
      return { found: await place({ uri: source, ...filter, record, step }), words: filterInWords(filter) };
    },
    open: (node) => (tree.file === undefined || node === undefined ? undefined : openNode(tree.file, node, opener)),
    showInFile: (node) => (tree.file === undefined || node === undefined ? undefined : show(tree.file, placeOf(node))),
    list: async (file) => {
      list(file);
      await vscode.commands.executeCommand("traceAuditor.samples.focus");
    },
    dispose: () => void listeners.dispose(),
  };
}

/** What is known of a file that is read from the disk, and how it changed. */
function diskFileInWords({ phase, records, checked, percent, change, packed }: DiskFileState): string[] {
  const count = (number: number): string => number.toLocaleString();
  const progress = {
    reading: [`Reading: ${percent} %`],
    checking: [`Checked: ${count(checked)} of ${counted(records, "record")}`],
    stopped: [
      `Stopped: ${count(checked)} of ${counted(records, "record")} were checked. "Open Trace File…" goes on with the rest.`,
    ],
    whole: [],
    failed: [],
  }[phase];
  const isPacked = packed === undefined ? [] : [`Packed (${packed}): records are read, and cannot be saved.`];
  return [...progress, ...(change === undefined ? [] : [change]), ...isPacked];
}

/** Opens a sample at its most severe finding, or at the clicked one: as a trace, or in the `.trace` file. */
async function openNode(file: vscode.Uri, node: SampleNode, opener: RecordOpener): Promise<void> {
  if (node.kind === "page") return;
  const at = placeOf(node);
  if (file.path.endsWith(".trace")) return show(file, at);
  const hasFindings = node.sample.findings.length > 0;
  await opener.open(file, { record: node.sample.record, ...(hasFindings && at !== undefined ? { at } : {}) });
}

function placeOf(node: SampleNode): OpenRecord["at"] {
  switch (node.kind) {
    case "page":
      return undefined;
    case "finding":
      return node.finding.range.start;
    case "sample":
    case "more": {
      const { findings, range } = node.sample;
      const gravest =
        findings.find(({ severity }) => severity === "error") ??
        findings.find(({ severity }) => severity === "warning") ??
        findings[0];
      return (gravest ?? { range }).range.start;
    }
  }
}
