import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Position, Range } from "../../../server/core/text/lineTable";
import { judgementsRequest, judgingSetupNotification, type SampleJudgements } from "../../../server/protocol/judging";
import type { RecordDocuments } from "../records/recordDocuments";
import { ask, tell as tellServer } from "../server/messages";
import { type Choice, pickSeveral, tell, warn } from "../shown";
import { JudgeGate } from "./judgeGate";
import { JudgeRunner, type Target } from "./judgeRunner";
import { endpointSet, judgingSetup, onJudgeSettings, type JudgeEndpoint } from "./judgeSettings";
import { setUpJudge } from "./judgeSetup";
import { JudgementDocuments } from "./judgementDocuments";

/** Judges samples when the user asks, and shows their judgements. */
export class Judging implements vscode.Disposable {
  private readonly documents = new JudgementDocuments();
  private readonly gate: JudgeGate;
  private readonly runner: JudgeRunner;
  private readonly listeners: vscode.Disposable;
  private readonly judged = new vscode.EventEmitter<void>();
  /** Fires when samples have new judgements. */
  readonly onJudged = this.judged.event;

  constructor(
    context: vscode.ExtensionContext,
    private readonly client: BaseLanguageClient,
    private readonly sent: Pick<RecordDocuments, "isSent">,
  ) {
    this.gate = new JudgeGate(context, client);
    this.runner = new JudgeRunner(client, this.gate, this.documents);
    this.listeners = vscode.Disposable.from(
      this.gate,
      this.documents,
      this.runner,
      this.judged,
      onJudgeSettings(() => {
        this.gate.status.set({ kind: "unasked" });
        if (client.isRunning()) void tellServer(client, judgingSetupNotification, judgingSetup());
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  /** Judges the sample at a place, or at the cursor if no place is given. The answer is shown as it comes. */
  async judgeSample(given?: string | vscode.Uri, at?: Position, anew = false): Promise<void> {
    const uri = await this.documentMeant(given);
    if (uri === undefined) return;
    await this.judge({ uri, at: at ?? cursorIn(uri) }, anew);
  }

  async judgeSelection(): Promise<void> {
    const uri = await this.documentMeant(undefined);
    const { selection } = vscode.window.activeTextEditor ?? {};
    if (uri !== undefined && selection !== undefined) await this.judge({ uri, range: rangeOf(selection) }, false);
  }

  async judgeFile(given?: string | vscode.Uri): Promise<void> {
    const uri = await this.documentMeant(given);
    if (uri !== undefined) await this.judge({ uri }, false);
  }

  async setUp(): Promise<void> {
    if (!mayReachOut()) return;
    await this.client.start();
    await setUpJudge(this.client, this.gate);
  }

  /** Shows one of a sample's judgements, or how two of them differ. */
  async showJudgements(given?: string | vscode.Uri, at?: Position): Promise<void> {
    const uri = await this.documentMeant(given);
    if (uri === undefined) return;
    const found = await ask(this.client, judgementsRequest, { uri: uri.toString(), at: at ?? cursorIn(uri) });
    if (found === null || found.judgements.length === 0) {
      void tell("This sample was not judged again as it now stands: an edited text is another sample.");
      return;
    }
    const { name, judgements } = found;
    const [only] = judgements;
    if (judgements.length === 1 && only !== undefined) return this.documents.showOne(name, only);
    const items = judgements.map((judgement): JudgementChoice => ({ judgement, label: judgement.title }));
    const picked = await pickSeveral(items, {
      title: `Judgements of ${name}`,
      placeHolder: "Tick one to read it, or two to see how they differ",
    });
    const [first, second, third] = picked ?? [];
    if (third !== undefined) void tell("Tick one judgement, or two.");
    else if (first !== undefined && second === undefined) await this.documents.showOne(name, first.judgement);
    // The list has the newest first.
    else if (first !== undefined && second !== undefined)
      await this.documents.compare(name, second.judgement, first.judgement);
  }

  private async judge(target: Target, anew: boolean): Promise<void> {
    if (!mayReachOut()) return;
    const endpoint = endpointSet() ?? (await this.offerSetUp());
    if (endpoint === undefined) return;
    if (await this.runner.run(target, endpoint, anew)) this.judged.fire();
  }

  private async offerSetUp(): Promise<JudgeEndpoint | undefined> {
    const start = "Set Up a Judge…";
    const text =
      "No judge is set up. Any model behind an OpenAI-compatible API can judge: vLLM, SGLang, llama.cpp, Ollama, LM Studio, LiteLLM and the like.";
    if ((await tell(text, start)) !== start || !(await setUpJudge(this.client, this.gate))) return undefined;
    return endpointSet();
  }

  /** The document that is meant, if the server has it; otherwise undefined, after a message to the user. */
  private async documentMeant(given: string | vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
    const uri =
      typeof given === "string"
        ? vscode.Uri.parse(given, true)
        : (given ?? vscode.window.activeTextEditor?.document.uri);
    if (uri !== undefined) await this.client.start();
    if (uri !== undefined && this.sent.isSent(uri)) return uri;
    void tell("Open a trace file first: a judge judges its samples.");
    return undefined;
  }
}

interface JudgementChoice extends Choice {
  readonly judgement: SampleJudgements["judgements"][number];
}

/** Checked here, and not only where judging is offered: a command can be called in other ways. */
function mayReachOut(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = "Manage Workspace Trust";
  const text = "Judging sends traces to a model, so nothing is sent from a workspace that you do not trust.";
  void warn(text, manage).then((picked) => {
    return picked === manage ? vscode.commands.executeCommand("workbench.trust.manage") : undefined;
  });
  return false;
}

function cursorIn(uri: vscode.Uri): Position {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const { line, character } = editor?.selection.active ?? new vscode.Position(0, 0);
  return { line, character };
}

function rangeOf({ start, end }: vscode.Selection): Range {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
