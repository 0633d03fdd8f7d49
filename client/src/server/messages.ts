/** Sends our own messages to the server, and receives the server's. */
import type { BaseLanguageClient, CancellationToken, Disposable } from "vscode-languageclient";
import type { Notification, Request } from "../../../server/protocol/message";

export function ask<Params, Result>(
  client: BaseLanguageClient,
  { method }: Request<Params, Result>,
  params: Params,
  token?: CancellationToken,
): Promise<Result> {
  // An undefined token would count as a second parameter.
  return token === undefined
    ? client.sendRequest<Result>(method, params)
    : client.sendRequest<Result>(method, params, token);
}

export function tell(client: BaseLanguageClient, what: Notification<void>): Promise<void>;
export function tell<Params>(client: BaseLanguageClient, what: Notification<Params>, params: Params): Promise<void>;
export function tell(client: BaseLanguageClient, { method }: Notification<never>, params?: unknown): Promise<void> {
  return params === undefined ? client.sendNotification(method) : client.sendNotification(method, params);
}

/** Calls `hear` with each notification of the server. */
export function listen<Params>(
  client: BaseLanguageClient,
  { method }: Notification<Params>,
  hear: (params: Params) => void,
): Disposable {
  return client.onNotification(method, hear);
}

/** Answers the server's requests. */
export function answer<Params, Result>(
  client: BaseLanguageClient,
  { method }: Request<Params, Result>,
  run: (params: Params) => Promise<Result>,
): Disposable {
  return client.onRequest(method, run);
}
