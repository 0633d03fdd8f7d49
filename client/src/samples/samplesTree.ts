import * as vscode from "vscode";
import type { FindingSummary, SampleSummary, SamplesParams, SamplesResult } from "../../../server/protocol/samples";
import type { SeverityCounts, SeverityName } from "../../../server/protocol/severity";
import { treeItem } from "../shown";
import { isFiltering, noFilter, type SampleFilter } from "./sampleFilter";
import { severitiesInWords } from "../../../server/core/text/counted";
import { formatReward } from "../../../server/core/text/numbers";

/** A page of the list; longer lists are folded into pages, and only opened pages are fetched. */
export const pageSize = 200;

export type SampleNode =
  | { readonly kind: "page"; readonly start: number; readonly count: number }
  | { readonly kind: "sample"; readonly sample: SampleSummary; readonly place: number }
  | {
      readonly kind: "finding";
      readonly sample: SampleSummary;
      readonly finding: FindingSummary;
      readonly place: number;
    }
  | { readonly kind: "more"; readonly sample: SampleSummary; readonly place: number };

/** The list of a file's samples, fetched slice by slice. */
export class SamplesTree implements vscode.TreeDataProvider<SampleNode> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** The server's last answer about the whole file. */
  last: SamplesResult = null;
  file: vscode.Uri | undefined;
  /** What is listed of each file, by its URI. */
  private readonly filters = new Map<string, SampleFilter>();
  /** The lines that were listed last, by their places in the list. */
  private readonly listedAt = new Map<number, SampleNode>();
  /** None of a list that is not folded. */
  private pages: readonly SampleNode[] = [];
  private readonly listed = new vscode.EventEmitter<void>();
  /** Fires when {@link last} is new. */
  readonly onListed = this.listed.event;

  constructor(private readonly ask: (params: SamplesParams) => Promise<SamplesResult>) {}

  get filter(): SampleFilter {
    return this.filterOf(this.file);
  }

  set filter(filter: SampleFilter) {
    if (this.file !== undefined) this.filters.set(this.file.toString(), filter);
  }

  filterOf(file: vscode.Uri | undefined): SampleFilter {
    return (file && this.filters.get(file.toString())) ?? noFilter;
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: SampleNode): Promise<SampleNode[]> {
    if (node === undefined) return this.roots();
    switch (node.kind) {
      case "page":
        return this.linesOf(node.start, await this.slice(node.start, node.count));
      case "sample": {
        const { sample, place } = node;
        const findings = sample.findings.map((finding) => ({ kind: "finding", sample, finding, place }) as const);
        return sample.more > 0 ? [...findings, { kind: "more", sample, place }] : findings;
      }
      case "finding":
      case "more":
        return [];
    }
  }

  getTreeItem(node: SampleNode): vscode.TreeItem {
    switch (node.kind) {
      case "page":
        return pageItem(node.start, node.count);
      case "sample":
        return sampleItem(node);
      case "finding":
        return findingItem(node);
      case "more":
        return treeItem({ label: `${node.sample.more.toLocaleString()} more` });
    }
  }

  getParent(node: SampleNode): SampleNode | undefined {
    switch (node.kind) {
      case "page":
        return undefined;
      case "sample":
        return this.pages[pageOf(node.place)];
      case "finding":
      case "more":
        return this.listedAt.get(node.place);
    }
  }

  /** The line of a sample by its place in the list; undefined if there is none. */
  async lineAt(place: number): Promise<SampleNode | undefined> {
    const page = this.pages[pageOf(place)];
    if (!this.listedAt.has(place) && page?.kind === "page") await this.getChildren(page);
    return this.listedAt.get(place);
  }

  private async roots(): Promise<SampleNode[]> {
    this.last = await this.slice(0, pageSize);
    this.listedAt.clear();
    this.pages = [];
    this.listed.fire();
    const { last } = this;
    const lines = this.linesOf(0, last);
    if (last === null || last.matching <= pageSize) return lines;
    const pages = Math.ceil(last.matching / pageSize);
    this.pages = Array.from({ length: pages }, (_, page) => {
      const start = page * pageSize;
      return { kind: "page", start, count: Math.min(pageSize, last.matching - start) };
    });
    return [...this.pages];
  }

  private linesOf(start: number, result: SamplesResult): SampleNode[] {
    const lines = (result?.samples ?? []).map((sample, i): SampleNode => ({
      kind: "sample",
      sample,
      place: start + i,
    }));
    lines.forEach((line, i) => this.listedAt.set(start + i, line));
    return lines;
  }

  private async slice(start: number, count: number): Promise<SamplesResult> {
    if (this.file === undefined) return null;
    const params: SamplesParams = { uri: this.file.toString(), ...this.filter, start, count };
    // An edit supersedes the request; the list is fetched again once the edited file is audited.
    return this.ask(params).catch(() => null);
  }

  /** Does the list have only some of the file's samples? */
  get isFiltered(): boolean {
    return isFiltering(this.filter);
  }
}

function pageOf(place: number): number {
  return Math.floor(place / pageSize);
}

function pageItem(start: number, count: number): vscode.TreeItem {
  const range = `${(start + 1).toLocaleString()} – ${(start + count).toLocaleString()}`;
  const icon = new vscode.ThemeIcon("list-unordered");
  return treeItem({ label: range, collapsed: true, icon, spoken: `Samples ${range}` });
}

function sampleItem(node: Extract<SampleNode, { kind: "sample" }>): vscode.TreeItem {
  const { name, counts, beginning, findings, checked } = node.sample;
  const hasFindings = findings.length > 0;
  const found = hasFindings ? severitiesInWords(counts).join(", ") : checked ? "nothing found" : "not checked";
  const reward = rewardInWords(node.sample);
  const said = hasFindings || !checked ? found : beginning;
  return treeItem({
    label: name,
    collapsed: hasFindings,
    description: reward === undefined ? said : `${reward.short} · ${said}`,
    icon: hasFindings ? iconOf(worst(counts)) : checked ? passed : notChecked,
    tooltip: [beginning === "" ? name : `${name}: ${beginning}…`, ...(reward === undefined ? [] : [reward.long])].join(
      "\n",
    ),
    context: "sample",
    command: opening(node),
    spoken: [`Sample ${name}`, ...(reward === undefined ? [] : [reward.long]), found].join(", "),
  });
}

const passed = new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
const notChecked = new vscode.ThemeIcon("circle-large-outline", new vscode.ThemeColor("descriptionForeground"));

/** The reward as the lens says it; the recorded one where none is computed. */
function rewardInWords({
  reward,
  recorded,
}: SampleSummary): { readonly short: string; readonly long: string } | undefined {
  if (reward !== undefined) {
    const words = `${formatReward(reward.value)} of ${formatReward(reward.best)}`;
    return { short: words, long: `reward ${words}` };
  }
  if (recorded === undefined) return undefined;
  return { short: formatReward(recorded), long: `recorded reward ${formatReward(recorded)}` };
}

function findingItem(node: Extract<SampleNode, { kind: "finding" }>): vscode.TreeItem {
  const { message, rule, severity } = node.finding;
  return treeItem({
    label: message,
    description: rule,
    icon: iconOf(severity),
    tooltip: `${message}\n${rule}`,
    context: "finding",
    command: opening(node),
    spoken: `${severity === "information" ? "info" : severity}: ${message} (${rule})`,
  });
}

function opening(node: SampleNode): vscode.Command {
  return { command: "traceAuditor.openSample", title: "Open", arguments: [node] };
}

const icons: Readonly<Record<SeverityName, readonly [string, string]>> = {
  error: ["error", "problemsErrorIcon.foreground"],
  warning: ["warning", "problemsWarningIcon.foreground"],
  information: ["info", "problemsInfoIcon.foreground"],
};

function iconOf(severity: SeverityName): vscode.ThemeIcon {
  const [icon, colour] = icons[severity];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
}

export function worst({ error, warning }: SeverityCounts): SeverityName {
  return error > 0 ? "error" : warning > 0 ? "warning" : "information";
}
