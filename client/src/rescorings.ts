import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { recordScheme, sourceInQuery } from "../../server/protocol/records";
import { rescoreNotification, type RescoreParams, type Rescoring } from "../../server/protocol/rewards";
import { tell } from "./server/messages";

const key = "traceAuditor.rescorings";
/** So many files' choices are kept, the latest. */
const most = 200;

/** Under which variant and step the user looks at each file's rewards: kept with the workspace, and told to the server. */
export class Rescorings implements vscode.Disposable {
  private readonly listener: { dispose(): void };
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly client: BaseLanguageClient,
  ) {
    // A server that was started anew knows nothing of them.
    this.listener = client.onDidChangeState(({ newState }) => {
      if (newState === State.Running)
        for (const [uri, rescoring] of Object.entries(this.kept)) this.tell(uri, rescoring);
    });
  }

  of(uri: vscode.Uri): Rescoring {
    return this.kept[fileOf(uri)] ?? {};
  }

  /** An empty rescoring goes back to the profile's own reward. */
  async set(uri: vscode.Uri, rescoring: Rescoring): Promise<void> {
    const file = fileOf(uri);
    const others = Object.entries(this.kept).filter(([other]) => other !== file);
    const isOwn = Object.values(rescoring).every((value) => value === undefined);
    const all = isOwn ? others : [...others, [file, rescoring] as const];
    await this.memory.update(key, Object.fromEntries(all.slice(-most)));
    this.tell(file, rescoring);
    this.emitter.fire();
  }

  dispose(): void {
    this.listener.dispose();
    this.emitter.dispose();
  }

  private get kept(): Readonly<Record<string, Rescoring>> {
    return this.memory.get<Record<string, Rescoring>>(key, {});
  }

  private tell(uri: string, rescoring: Rescoring): void {
    const params: RescoreParams = { uri, rescoring };
    void tell(this.client, rescoreNotification, params);
  }
}

/** The file that a record's document is of; any other document itself. */
function fileOf(uri: vscode.Uri): string {
  return (uri.scheme === recordScheme ? sourceInQuery(uri.query)?.source : undefined) ?? uri.toString();
}
