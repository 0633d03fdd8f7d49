/**
 * A message between our client and our server: its method, and the types of its parameters and its result. Each subject
 * has a file in this folder with its messages; both sides import them, and neither repeats a type.
 */

/** A message that is answered. Each side has its own way to send and to answer one. */
export interface Request<Params, Result> {
  readonly method: string;
  /** Never present; it only carries the types. */
  readonly types?: (params: Params) => Result;
}

/** A message that is not answered. `void` for one without parameters. */
export interface Notification<Params> {
  readonly method: string;
  /** Never present; it only carries the type. */
  readonly types?: (params: Params) => void;
}

export function request<Params, Result>(name: string): Request<Params, Result> {
  return { method: `traceAuditor/${name}` };
}

export function notification<Params = void>(name: string): Notification<Params> {
  return { method: `traceAuditor/${name}` };
}
