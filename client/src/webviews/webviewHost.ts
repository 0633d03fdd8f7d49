/** The extension's side of the messages with a webview: it answers requests and sends events. */
import type * as vscode from "vscode";
import {
  isRequest,
  type Contract,
  type EventName,
  type Params,
  type RequestName,
  type Result,
} from "../../../media/shared/messages";

export type Handlers<C extends Contract> = {
  readonly [M in RequestName<C>]: (params: Params<C, M>) => Result<C, M> | PromiseLike<Result<C, M>>;
};

/** Answers a webview's requests: each gets a reply, or an error message for people. */
export function answerRequests<C extends Contract>(webview: vscode.Webview, handlers: Handlers<C>): vscode.Disposable {
  return webview.onDidReceiveMessage(async (message: unknown) => {
    if (!isRequest(message)) return;
    const { id, method, params } = message;
    const handler = Object.hasOwn(handlers, method) ? handlers[method as RequestName<C>] : undefined;
    try {
      if (handler === undefined) throw new Error(`There is no request ${method}.`);
      await webview.postMessage({ kind: "reply", id, result: await handler(params) });
    } catch (error) {
      await webview.postMessage({ kind: "reply", id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}

export function sendEvent<C extends Contract, E extends EventName<C>>(
  webview: vscode.Webview,
  event: E,
  value: C["events"][E],
): void {
  void webview.postMessage({ kind: "event", event, value });
}
