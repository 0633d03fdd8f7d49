/** The core's access to the network: one request, and one answer whose body is streamed. Only `judge` is given it. */
export interface Http {
  /**
   * Sends a request and waits for the head of the answer. Follows no redirect, decodes nothing.
   *
   * @throws HttpFailure if no answer came; the body throws it too, if it breaks off
   */
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** `http:` or `https:`. */
  readonly url: string;
  /** Path of a Unix socket to connect to instead of the URL's host. */
  readonly socketPath?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly limits: TimeLimits;
  /** Closes the socket, which ends the work on the server. */
  readonly signal?: AbortSignal | undefined;
}

/** In milliseconds. */
export interface TimeLimits {
  readonly connect: number;
  /** Until the first byte of the answer's body: a server that queues or loads sends none, some not even a head. */
  readonly firstByte: number;
  /** Between two bytes of the body. */
  readonly silence: number;
  /** For the whole exchange. */
  readonly total: number;
}

/** A server may queue a request for minutes, or load its model first. */
export const usualLimits: TimeLimits = { connect: 10_000, firstByte: 300_000, silence: 120_000, total: 900_000 };

export interface HttpResponse {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Closes the connection if its reader stops early, even before the first piece. */
  readonly body: AsyncIterable<Uint8Array>;
}

export type HttpFailureCode =
  /** Nothing listens there, or the name cannot be resolved. */
  | "unreachable"
  /** The connection broke. */
  | "reset"
  /** A time limit of the request passed. */
  | "late"
  /** The address is one that requests must not go to. */
  | "forbidden"
  /** The certificate is not trusted. */
  | "certificate"
  /** The answer is not HTTP, or its head is too long. */
  | "malformed"
  /** The signal was aborted. */
  | "cancelled";

/** Why there is no answer, or only the beginning of one. */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";

  /** @param message what happened, in a phrase that goes on after "no answer: " */
  constructor(
    readonly code: HttpFailureCode,
    message: string,
  ) {
    super(message);
  }
}
