import * as vscode from "vscode";
import type { FindingSummary, SampleSummary, SamplesParams, SamplesResult } from "../../../server/protocol/samples";
import type { SeverityCounts, SeverityName } from "../../../server/protocol/severity";
import { treeItem } from "../shown";
import { isFiltering, noFilter, type SampleFilter } from "./sampleFilter";
import { severitiesInWords } from "../../../server/core/text/counted";

/** A page of the list; longer lists are folded into pages, and only opened pages are fetched. */
export const pageSize = 200;

export type SampleNode =
  | { readonly kind: "page"; readonly start: number; readonly count: number }
  | { readonly kind: "sample"; readonly sample: SampleSummary }
  | { readonly kind: "finding"; readonly sample: SampleSummary; readonly finding: FindingSummary }
  | { readonly kind: "more"; readonly sample: SampleSummary };

/** The list of a file's samples, fetched slice by slice. */
export class SamplesTree implements vscode.TreeDataProvider<SampleNode> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** The server's last answer about the whole file. */
  last: SamplesResult = null;
  file: vscode.Uri | undefined;
  filter: SampleFilter = noFilter;
  private readonly listed = new vscode.EventEmitter<void>();
  /** Fires when {@link last} is new. */
  readonly onListed = this.listed.event;

  constructor(private readonly ask: (params: SamplesParams) => Promise<SamplesResult>) {}

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(node?: SampleNode): Promise<SampleNode[]> {
    if (node === undefined) return this.roots();
    switch (node.kind) {
      case "page":
        return samplesIn(await this.slice(node.start, node.count));
      case "sample": {
        const { sample } = node;
        const findings = sample.findings.map((finding) => ({ kind: "finding", sample, finding }) as const);
        return sample.more > 0 ? [...findings, { kind: "more", sample }] : findings;
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
        return sampleItem(node.sample);
      case "finding":
        return findingItem(node.sample, node.finding);
      case "more":
        return treeItem({ label: `${node.sample.more.toLocaleString()} more` });
    }
  }

  private async roots(): Promise<SampleNode[]> {
    this.last = await this.slice(0, pageSize);
    this.listed.fire();
    const { last } = this;
    if (last === null || last.matching <= pageSize) return samplesIn(last);
    const pages = Math.ceil(last.matching / pageSize);
    return Array.from({ length: pages }, (_, page) => {
      const start = page * pageSize;
      return { kind: "page", start, count: Math.min(pageSize, last.matching - start) };
    });
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

function samplesIn(result: SamplesResult): SampleNode[] {
  return (result?.samples ?? []).map((sample) => ({ kind: "sample", sample }));
}

function pageItem(start: number, count: number): vscode.TreeItem {
  const range = `${(start + 1).toLocaleString()} – ${(start + count).toLocaleString()}`;
  const icon = new vscode.ThemeIcon("list-unordered");
  return treeItem({ label: range, collapsed: true, icon, spoken: `Samples ${range}` });
}

function sampleItem(sample: SampleSummary): vscode.TreeItem {
  const { name, counts, beginning, findings } = sample;
  const hasFindings = findings.length > 0;
  const found = hasFindings ? severitiesInWords(counts).join(", ") : "nothing found";
  return treeItem({
    label: name,
    collapsed: hasFindings,
    description: hasFindings ? found : beginning,
    icon: hasFindings
      ? iconOf(worst(counts))
      : new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")),
    tooltip: beginning === "" ? name : `${name}: ${beginning}…`,
    context: "sample",
    command: opening({ kind: "sample", sample }),
    spoken: `Sample ${name}, ${found}`,
  });
}

function findingItem(sample: SampleSummary, finding: FindingSummary): vscode.TreeItem {
  const { message, rule, severity } = finding;
  return treeItem({
    label: message,
    description: rule,
    icon: iconOf(severity),
    tooltip: `${message}\n${rule}`,
    context: "finding",
    command: opening({ kind: "finding", sample, finding }),
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
