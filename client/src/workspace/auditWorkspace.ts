import * as vscode from "vscode";
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { BaseLanguageClient } from "vscode-languageclient";
import { printableLine } from "../../../server/core/text/printable";
import { auditFileRequest, type AuditFileParams, type AuditFileResult } from "../../../server/protocol/auditFile";
import type { RecordDocuments } from "../records/recordDocuments";
import { findTraceFiles, largestFile } from "./traceFiles";
import { ask } from "../server/messages";
import { type ProgressStep, tell, warn, withProgress } from "../shown";
import { counted, foundInWords, severitiesInWords } from "../../../server/core/text/counted";

/** The result of an audit of the workspace. */
interface Tally {
  files: number;
  samples: number;
  readonly findings: { error: number; warning: number; information: number };
  /** JSON files without records. */
  others: number;
  readonly tooLarge: string[];
  readonly failed: string[];
}

/**
 * Audits every trace file of the workspace and keeps its findings in the Problems panel. Nothing is kept for open
 * files: the server itself reports on those.
 */
export class WorkspaceAudit implements vscode.Disposable {
  private readonly kept = vscode.languages.createDiagnosticCollection("traceAuditor.workspace");
  private readonly audited = new Set<string>();
  private readonly listeners: vscode.Disposable;
  private running = false;

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly documents: RecordDocuments,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.listeners = vscode.Disposable.from(
      this.kept,
      documents.onSent(({ uri }) => this.update(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.update(uri)),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of [...opened, ...closed].flatMap(fileIn)) this.update(uri);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.kept.delete(uri))),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  /** Does the server report the file's findings? It reports on documents that it has and that are in a tab. */
  private isTold(uri: vscode.Uri): boolean {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    return this.documents.isSent(uri) && tabs.flatMap(fileIn).some((shown) => shown.toString() === uri.toString());
  }

  /** A file was opened or closed: now the server reports its findings, or we do again. */
  private update(uri: vscode.Uri): void {
    if (this.isTold(uri)) this.kept.delete(uri);
    else if (this.audited.has(uri.toString())) void this.auditOne(uri).catch(() => undefined);
  }

  async run(): Promise<void> {
    if (this.running) return;
    if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
      void tell("Open a folder first: its trace files are audited.");
      return;
    }
    this.running = true;
    try {
      const tally = await withProgress("Auditing trace files", (progress, token) => this.auditAll(progress, token));
      this.tell(tally);
    } finally {
      this.running = false;
    }
  }

  private async auditAll(
    progress: vscode.Progress<ProgressStep>,
    token: vscode.CancellationToken,
  ): Promise<{ tally: Tally; stopped: boolean }> {
    const tally: Tally = {
      files: 0,
      samples: 0,
      findings: { error: 0, warning: 0, information: 0 },
      others: 0,
      tooLarge: [],
      failed: [],
    };
    this.kept.clear();
    this.audited.clear();
    await this.client.start();
    const files = await findTraceFiles(token);
    for (const [i, uri] of files.entries()) {
      if (token.isCancellationRequested) return { tally, stopped: true };
      const name = vscode.workspace.asRelativePath(uri);
      progress.report({ message: `${i + 1} of ${files.length}: ${name}` });
      await this.auditInto(tally, uri, name, token);
      progress.report({ increment: 100 / files.length });
    }
    return { tally, stopped: token.isCancellationRequested };
  }

  private async auditInto(tally: Tally, uri: vscode.Uri, name: string, token: vscode.CancellationToken): Promise<void> {
    try {
      if ((await vscode.workspace.fs.stat(uri)).size > largestFile) {
        tally.tooLarge.push(name);
        return;
      }
      const result = await this.auditOne(uri, token);
      if (result === null) {
        tally.others++;
        return;
      }
      tally.files++;
      tally.samples += result.samples;
      tally.findings.error += result.findings.error;
      tally.findings.warning += result.findings.warning;
      tally.findings.information += result.findings.information;
      this.output.info(
        printableLine(`${name}: ${counted(result.samples, "sample")}; ${foundInWords(result.findings)}`),
      );
    } catch (error) {
      if (token.isCancellationRequested) return;
      tally.failed.push(name);
      const why = error instanceof Error ? error.message : String(error);
      this.output.error(printableLine(`${name} could not be audited: ${why}`));
    }
  }

  private async auditOne(uri: vscode.Uri, token?: vscode.CancellationToken): Promise<AuditFileResult> {
    const params: AuditFileParams = { uri: uri.toString() };
    const result = await ask(this.client, auditFileRequest, params, token);
    if (result === null) {
      this.audited.delete(uri.toString());
      this.kept.delete(uri);
      return result;
    }
    this.audited.add(uri.toString());
    const diagnostics = await this.client.protocol2CodeConverter.asDiagnostics(
      result.diagnostics as Diagnostic[],
      token,
    );
    // It may have been opened in the meantime.
    if (this.isTold(uri)) this.kept.delete(uri);
    else this.kept.set(uri, diagnostics);
    return result;
  }

  private tell({ tally, stopped }: { tally: Tally; stopped: boolean }): void {
    const { files, samples, findings, tooLarge, failed } = tally;
    const found = severitiesInWords(findings).length > 0;
    const sentences = [
      `${counted(files, "file")} with ${counted(samples, "sample")} audited: ${foundInWords(findings)}.`,
      ...(stopped ? ["Stopped before the end."] : []),
      ...(tooLarge.length > 0 ? [`Larger than 50 MB and left to the command line: ${shortList(tooLarge)}.`] : []),
      ...(failed.length > 0 ? [`Not audited, the output says why: ${shortList(failed)}.`] : []),
    ];
    const text = sentences.join(" ");
    this.output.info(printableLine(`${text} JSON files without records: ${tally.others}.`));
    const problems = "Show Problems";
    const log = "Show Output";
    // Not awaited, because the user can leave the message open.
    const show = failed.length + tooLarge.length > 0 ? warn : tell;
    void show(text, ...(found ? [problems, log] : [log])).then((picked) => {
      if (picked === problems) return vscode.commands.executeCommand("workbench.actions.view.problems");
      if (picked === log) this.output.show();
      return undefined;
    });
  }
}

/** The file that a tab shows as text. */
function fileIn({ input }: vscode.Tab): vscode.Uri[] {
  return input instanceof vscode.TabInputText ? [input.uri] : [];
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
