import * as vscode from "vscode";
import { type BaseLanguageClient, ProgressType } from "vscode-languageclient";
import type { Position, Range } from "../../../server/core/text/lineTable";
import {
  judgeEstimateRequest,
  type JudgeEstimate,
  judgementTextNotification,
  type JudgementText,
  type JudgeProgress,
  judgeRequest,
  type JudgeResult,
  type JudgeWhat,
} from "../../../server/protocol/judging";
import { ask, listen } from "../server/messages";
import { type ProgressStep, tell, tellError, warn, withProgress } from "../shown";
import type { JudgeGate } from "./judgeGate";
import { judgeSettings, type JudgeEndpoint } from "./judgeSettings";
import type { JudgementDocuments } from "./judgementDocuments";
import { counted } from "../../../server/core/text/counted";

/** Which samples: the one at a place, those of a range, or all of a document. */
export interface Target {
  readonly uri: vscode.Uri;
  readonly at?: Position;
  readonly range?: Range;
}

/** Runs judging: asks for consent, shows progress and answers, and reports the result. */
export class JudgeRunner implements vscode.Disposable {
  private readonly listener: { dispose(): void };
  /** The documents that show the answers of runs, once there are any. */
  private readonly watched = new Map<string, vscode.Uri | undefined>();
  private runs = 0;

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly gate: JudgeGate,
    private readonly documents: JudgementDocuments,
  ) {
    this.listener = listen(client, judgementTextNotification, (told) => void this.showText(told));
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** Judges; false if no request was made. */
  async run(target: Target, endpoint: JudgeEndpoint, anew: boolean): Promise<boolean> {
    const { uri, ...where } = target;
    const what: JudgeWhat = {
      uri: uri.toString(),
      ...where,
      endpoint: { address: endpoint.written, model: endpoint.model },
      options: judgeSettings(),
    };
    if (!(await this.agreed(what, endpoint))) return false;
    return this.gate.judging(endpoint.address, async () => {
      this.gate.status.set({ kind: "asking" });
      const token = `judge-${++this.runs}`;
      const watched = target.at !== undefined;
      if (watched) this.watched.set(token, undefined);
      try {
        const result = await withProgress(`Judging with ${endpoint.model}`, (progress, cancel) =>
          this.request(what, { anew, watched, progressToken: token }, progress, cancel),
        );
        this.tellResult(result, watched, endpoint);
        return true;
      } finally {
        this.watched.delete(token);
      }
    });
  }

  /** Has the user agreed to what will be sent? Asked once for each address, and for each run of many samples. */
  private async agreed(what: JudgeWhat, { address, model }: JudgeEndpoint): Promise<boolean> {
    const isKnown = this.gate.keys.mayReceiveTraces(address);
    if (isKnown && what.at !== undefined) return true;
    const estimate = await ask(this.client, judgeEstimateRequest, what);
    if (estimate === null || estimate.requests === 0) {
      const why = estimate?.problem === undefined ? "there is no trace" : `it cannot be judged: ${estimate.problem}`;
      void tell(`There is nothing to judge here: ${why}.`);
      return false;
    }
    const [send, show] = ["Send", "Show What Is Sent"];
    const open =
      address.isEncrypted || address.isLoopback ? "" : " It goes in the clear: everyone on the way can read it.";
    const { unjudgeable } = estimate;
    const left = unjudgeable > 0 ? ` ${counted(unjudgeable, "more sample")} cannot be judged.` : "";
    const text = `Send ${whatInWords(estimate)} to ${address.origin} (${model})? What goes is questions, tools, and responses of your traces.${left}${open}`;
    for (;;) {
      const answer = await (open === "" ? tell(text, send, show) : warn(text, send, show));
      if (answer === send) break;
      if (answer !== show) return false;
      await showMessages(estimate);
    }
    await this.gate.keys.permitTraces(address);
    return true;
  }

  private async request(
    what: JudgeWhat,
    how: { readonly anew: boolean; readonly watched: boolean; readonly progressToken: string },
    progress: vscode.Progress<ProgressStep>,
    cancel: vscode.CancellationToken,
  ): Promise<JudgeResult | undefined> {
    let told: JudgeProgress = { done: 0, samples: 0, tokens: 0 };
    const listener = this.client.onProgress(new ProgressType<JudgeProgress>(), how.progressToken, (now) => {
      const increment = (100 * (now.done - told.done)) / now.samples;
      told = now;
      const message = `${now.done.toLocaleString("en")} of ${counted(now.samples, "sample")}, ${counted(now.tokens, "token")}`;
      progress.report({ increment, message });
      this.gate.status.set({ kind: "asking", done: message });
    });
    try {
      return (await ask(this.client, judgeRequest, { ...what, ...how }, cancel)) ?? undefined;
    } catch (error) {
      if (!cancel.isCancellationRequested) {
        const why = error instanceof Error ? error.message : String(error);
        this.gate.status.set({ kind: "failing", why });
        void tellError(why);
        return undefined;
      }
      this.gate.status.set({ kind: "unasked" });
      const counts = `${told.done.toLocaleString("en")} of ${counted(told.samples, "sample")}`;
      if (told.samples > 1)
        void tell(`Stopped: ${counts} judged. What was answered is kept; the same command goes on from there.`);
      return undefined;
    } finally {
      listener.dispose();
    }
  }

  private tellResult(result: JudgeResult | undefined, watched: boolean, { model }: JudgeEndpoint): void {
    if (result === undefined) return;
    const { samples, failed, unjudgeable, problem, asked, fromHistory, tokens, flipped, stopped } = result;
    const why = stopped ?? problem;
    if (failed > 0 && why !== undefined) this.gate.status.set({ kind: "failing", why });
    else
      this.gate.status.set({
        kind: "well",
        about: `${counted(asked, "question")} asked in the last run, ${counted(tokens, "token")}.`,
      });
    // The judgement of a single sample is shown in its document and on its lens; a message is needed only for failures.
    if (watched && failed + unjudgeable === 0) return;
    const judged = samples - failed - unjudgeable;
    const sentences = [
      `${judged.toLocaleString("en")} of ${counted(samples, "sample")} judged by ${model}: ${counted(asked, "question")} asked, ${fromHistory.toLocaleString("en")} answered from the history, ${counted(tokens, "token")}.`,
      ...(flipped > 0 ? [`${counted(flipped, "verdict")} flipped.`] : []),
      ...(failed > 0 ? [`${failed.toLocaleString("en")} failed; the same command asks for those alone.`] : []),
      ...(unjudgeable > 0 ? [`${unjudgeable.toLocaleString("en")} cannot be judged.`] : []),
      ...(why === undefined ? [] : [`The first reason: ${why}`]),
    ];
    void (failed > 0 ? tellError(sentences.join(" ")) : tell(sentences.join(" ")));
  }

  private async showText({ token, name, text }: JudgementText): Promise<void> {
    if (!this.watched.has(token)) return;
    let uri = this.watched.get(token);
    if (uri !== undefined) {
      this.documents.write(uri, text);
      return;
    }
    uri = this.documents.create(`Judgement of ${name}`);
    this.watched.set(token, uri);
    this.documents.write(uri, text);
    await this.documents.show(uri);
  }
}

function whatInWords({ samples, requests, promptTokens, completionTokensAtMost }: JudgeEstimate): string {
  return `${counted(samples, "sample")} in ${counted(requests, "request")} (about ${counted(promptTokens, "token")}, and at most ${completionTokensAtMost.toLocaleString("en")} of answers)`;
}

async function showMessages({ first = [] }: JudgeEstimate): Promise<void> {
  const content = first.map(({ role, content }) => `--- ${role} ---\n${content}\n`).join("\n");
  const document = await vscode.workspace.openTextDocument({ content, language: "plaintext" });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}
