/** Answers our own messages, and sends the server's. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { Notification, Request } from "../protocol/message";

/** Answers what the client asks. */
export function answerRequest<Params, Result>(
  connection: Connection,
  { method }: Request<Params, Result>,
  run: (params: Params, token: CancellationToken) => Promise<Result>,
): void {
  connection.onRequest(method, run);
}

/** Calls `hear` with the client's notifications. */
export function listen<Params>(
  connection: Connection,
  { method }: Notification<Params>,
  hear: (params: Params) => void,
): void {
  connection.onNotification(method, hear);
}

export function ask<Params, Result>(
  connection: Connection,
  { method }: Request<Params, Result>,
  params: Params,
): Promise<Result> {
  return connection.sendRequest<Result>(method, params);
}

export function tell<Params>(connection: Connection, { method }: Notification<Params>, params: Params): Promise<void> {
  return connection.sendNotification(method, params);
}
