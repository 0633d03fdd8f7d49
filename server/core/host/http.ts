/** The network, as the core may use it: one request, one answer whose body comes as it comes. Given to `judge` alone. */
export interface Http {
  /**
   * Sends a request and waits for the head of the answer. Follows no redirect, decodes nothing.
   *
   * @throws HttpFailure where no answer came; so does the body, where it breaks off
   */
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** `http:` or `https:`. */
  readonly url: string;
  /** Path of a Unix socket to connect to, instead of the URL's host. */
  readonly socketPath?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly limits: TimeLimits;
  /** Closes the socket, which is what ends the work on the server. */
  readonly signal?: AbortSignal | undefined;
}

/** In milliseconds. */
export interface TimeLimits {
  readonly connect: number;
  /** Until the first byte of the answer's body: a server that queues or loads sends none, not even a head in places. */
  readonly firstByte: number;
  /** Between two bytes after that. */
  readonly silence: number;
  /** From beginning to end. */
  readonly total: number;
}

export interface HttpResponse {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Closes the connection where its reader stops early, before the first piece too. */
  readonly body: AsyncIterable<Uint8Array>;
}

export type HttpFailureCode =
  /** Nobody listens there, or the name leads nowhere. */
  | "unreachable"
  /** The connection broke. */
  | "reset"
  /** A time limit of the request passed. */
  | "late"
  /** The address is one that no request may go to. */
  | "forbidden"
  /** The certificate is not trusted. */
  | "certificate"
  /** What came is no HTTP, or its head is too long. */
  | "malformed"
  /** The signal fired. */
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
