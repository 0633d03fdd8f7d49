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

/** Who hears the notifications of a client, by their methods. */
const hearers = new WeakMap<BaseLanguageClient, Map<string, Set<(params: never) => void>>>();

/**
 * Calls `hear` with each notification of the server. Several can hear the same one: a client by itself has one handler
 * for a method, and another one takes its place.
 */
export function listen<Params>(
  client: BaseLanguageClient,
  { method }: Notification<Params>,
  hear: (params: Params) => void,
): Disposable {
  const methods = hearers.get(client) ?? new Map<string, Set<(params: never) => void>>();
  hearers.set(client, methods);
  let all = methods.get(method) as Set<(params: Params) => void> | undefined;
  if (all === undefined) {
    const made = (all = new Set());
    methods.set(method, made);
    client.onNotification(method, (params: Params) => {
      for (const one of [...made]) one(params);
    });
  }
  const own = (params: Params): void => hear(params);
  all.add(own);
  return { dispose: () => void all.delete(own) };
}

/** Answers the server's requests. */
export function answer<Params, Result>(
  client: BaseLanguageClient,
  { method }: Request<Params, Result>,
  run: (params: Params) => Promise<Result>,
): Disposable {
  return client.onRequest(method, run);
}
