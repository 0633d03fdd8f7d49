import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { recordScheme, sourceInQuery } from "../../server/protocol/records";
import { rescoreNotification, type RescoreParams, type Rescoring } from "../../server/protocol/rewards";
import { tell } from "./server/messages";

const key = "traceAuditor.rescorings";
/** The number of files whose choices are kept; the latest ones are. */
const most = 200;

/**
 * The variant and step under which the user sees each file's rewards; stored with the workspace, and sent to the
 * server.
 */
export class Rescorings implements vscode.Disposable {
  private readonly listener: { dispose(): void };
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly client: BaseLanguageClient,
  ) {
    // A restarted server does not know them.
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

/** The file of a record's document; any other document itself. */
function fileOf(uri: vscode.Uri): string {
  return (uri.scheme === recordScheme ? sourceInQuery(uri.query)?.source : undefined) ?? uri.toString();
}
