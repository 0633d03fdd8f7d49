/**
 * What a message between our client and our server is: its method, and in types what it takes and what comes of it. Each
 * subject has a file in this room with its messages; both sides import them, and neither repeats a type.
 */

/** A message that is answered. Each side has its own way to send one and to answer one. */
export interface Request<Params, Result> {
  readonly method: string;
  /** Never there: it holds the types. */
  readonly types?: (params: Params) => Result;
}

/** A message that is not answered. `void` for one without parameters. */
export interface Notification<Params> {
  readonly method: string;
  /** Never there: it holds the type. */
  readonly types?: (params: Params) => void;
}

export function request<Params, Result>(name: string): Request<Params, Result> {
  return { method: `traceAuditor/${name}` };
}

export function notification<Params = void>(name: string): Notification<Params> {
  return { method: `traceAuditor/${name}` };
}
