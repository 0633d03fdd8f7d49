import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorAddress, type Address } from "../../../server/core/judge/endpoint/endpoint";
import {
  judgeHttpBodyNotification,
  judgeHttpCloseNotification,
  judgeHttpRequest,
} from "../../../server/protocol/judgeHttp";
import { answer, listen, tell as tellServer } from "../server/messages";
import { EditorModels } from "./editorModels";
import { JudgeExchanges, type Permit } from "./judgeExchanges";
import { JudgeKeys } from "./judgeKeys";
import { judgeNetwork, type JudgeNetwork } from "./judgeNetwork";
import { certificateFile, endpointSet } from "./judgeSettings";
import { JudgeStatus } from "./judgeStatus";

/**
 * The gate between the language server and the network: a request passes only while the user judges or sets up judging,
 * in a trusted workspace, and only to the address that the user named.
 */
export class JudgeGate implements vscode.Disposable {
  readonly keys: JudgeKeys;
  readonly status = new JudgeStatus(endpointSet);
  private readonly exchanges: JudgeExchanges;
  private readonly listeners: vscode.Disposable;
  /** Set while requests may pass; several runs at the same time share it. */
  private open: (Permit & { readonly http: JudgeNetwork }) | undefined;
  private users = 0;

  constructor(context: vscode.ExtensionContext, client: BaseLanguageClient) {
    this.keys = new JudgeKeys(context);
    this.exchanges = new JudgeExchanges(
      () => this.permit(),
      (body) => void tellServer(client, judgeHttpBodyNotification, body),
    );
    this.listeners = vscode.Disposable.from(
      this.status,
      answer(client, judgeHttpRequest, (params) => this.exchanges.send(params)),
      listen(client, judgeHttpCloseNotification, ({ id }) => this.exchanges.close(id)),
    );
  }

  dispose(): void {
    this.exchanges.closeAll();
    this.listeners.dispose();
  }

  /** Lets requests to an address pass while its set-up is being tested. */
  async testing<T>(address: Address, key: string, run: () => Promise<T>): Promise<T> {
    return this.opened(address, key === "" ? undefined : key, run);
  }

  /** Lets requests to the endpoint pass while traces are being judged, to which the user has agreed. */
  async judging<T>(address: Address, run: () => Promise<T>): Promise<T> {
    return this.opened(address, await this.keys.of(address), run);
  }

  private async opened<T>(address: Address, key: string | undefined, run: () => Promise<T>): Promise<T> {
    if (this.open !== undefined && this.open.address.root !== address.root) {
      throw new Error(`${this.open.address.origin} is being asked: wait until that is done, or cancel it.`);
    }
    const ca = await certificates();
    const isEditors = address.origin === editorAddress;
    this.open ??= { address, key, http: isEditors ? new EditorModels() : judgeNetwork(ca) };
    this.users++;
    try {
      return await run();
    } finally {
      if (--this.users === 0) {
        this.exchanges.closeAll();
        this.open.http.close();
        this.open = undefined;
      }
    }
  }

  private permit(): Permit | string {
    // Checked for each request, and not only when judging begins: trust matters when something is sent.
    if (!vscode.workspace.isTrusted) return "nothing is sent from a workspace that is not trusted";
    return this.open ?? "nothing is sent except while you judge or set up a judge";
  }
}

async function certificates(): Promise<string | undefined> {
  const file = certificateFile();
  if (file === undefined) return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
}
