import { lookup as systemLookup, type LookupAddress, type LookupOptions } from "node:dns";
import { Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as TlsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { HttpFailure, type Http, type HttpFailureCode, type HttpRequest, type HttpResponse } from "../core/host/http";
import { isForbidden } from "./httpAddresses";

export interface NodeHttpOptions {
  /** Additional certificates of trusted authorities, in PEM. */
  readonly ca?: string | undefined;
  /** Resolves names; tests supply their own. */
  readonly lookup?: LookupFunction;
}

/** The longest head of an answer, in bytes. */
const longestHead = 32 * 1024;

/**
 * Sends requests over node:http and node:https. It follows no redirects, decodes nothing, and connects to no forbidden
 * address.
 */
export class NodeHttp implements Http {
  private readonly plain = new Agent({ keepAlive: true, maxSockets: Infinity });
  private readonly encrypted: TlsAgent;
  private readonly lookup: LookupFunction;

  constructor({ ca, lookup }: NodeHttpOptions = {}) {
    this.encrypted = new TlsAgent({ keepAlive: true, maxSockets: Infinity, ...(ca !== undefined && { ca }) });
    this.lookup = checked(lookup ?? systemLookup);
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    return new Exchange(request, this.options(request)).response;
  }

  /** Closes open connections. */
  close(): void {
    this.plain.destroy();
    this.encrypted.destroy();
  }

  private options({ url, method, headers, body, socketPath }: HttpRequest): RequestOptions & { readonly url: URL } {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    // A name is checked each time it is resolved; an address needs no resolving.
    if (isIP(host) !== 0 && isForbidden(host)) throw refusal(host);
    return {
      url: target,
      method,
      headers: { ...headers, ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }) },
      agent: target.protocol === "https:" ? this.encrypted : this.plain,
      lookup: this.lookup,
      maxHeaderSize: longestHead,
      ...(socketPath !== undefined && { socketPath }),
    };
  }
}

function refusal(address: string): HttpFailure {
  return new HttpFailure(
    "forbidden",
    `${address} is a link-local address or a cloud's metadata service, where no trace may go`,
  );
}

/** A resolver that refuses forbidden addresses. */
function checked(lookup: LookupFunction): LookupFunction {
  return (host, options: LookupOptions, callback) => {
    lookup(host, options, (error, found, family) => {
      const addresses: readonly (string | LookupAddress)[] = Array.isArray(found) ? found : [found];
      const bad =
        error === null
          ? addresses.map((one) => (typeof one === "string" ? one : one.address)).find(isForbidden)
          : undefined;
      if (bad === undefined) callback(error, found, family);
      else callback(refusal(bad), "");
    });
  };
}

/** One request and its answer, with their time limits. */
class Exchange {
  readonly response: Promise<HttpResponse>;
  private readonly total: NodeJS.Timeout;
  private step: NodeJS.Timeout;
  private failure: HttpFailure | undefined;
  private readonly abort: () => void;
  private cancel: (why: HttpFailure) => void = () => undefined;

  constructor(
    private readonly request: HttpRequest,
    options: RequestOptions & { readonly url: URL },
  ) {
    const { limits, signal } = request;
    const late = (what: string): HttpFailure => new HttpFailure("late", what);
    const stopAfter = (milliseconds: number, what: string): NodeJS.Timeout =>
      setTimeout(() => {
        this.stop(late(`${what} within ${milliseconds / 1000} s`));
      }, milliseconds);
    this.total = stopAfter(limits.total, "the answer did not end");
    this.step = stopAfter(limits.connect, "no connection");
    this.abort = () => {
      this.stop(new HttpFailure("cancelled", "it was cancelled"));
    };
    this.response = new Promise((resolve, reject) => {
      const { url, ...rest } = options;
      const sent = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, rest);
      this.cancel = (why) => {
        this.settle();
        reject(why);
        sent.destroy(why);
      };
      const connected = (): void => {
        clearTimeout(this.step);
        this.step = stopAfter(limits.firstByte, "no first byte");
      };
      sent.on("socket", (socket) => {
        if (!socket.connecting) connected();
        else socket.once(url.protocol === "https:" ? "secureConnect" : "connect", connected);
      });
      sent.on("error", (error) => {
        this.settle();
        reject(this.failure ?? failureOf(error));
      });
      sent.on("response", (message) => {
        resolve({
          status: message.statusCode ?? 0,
          headers: headersOf(message),
          body: {
            [Symbol.asyncIterator]: () => this.body(message, () => stopAfter(limits.silence, "no data at all")),
          },
        });
      });
      if (signal?.aborted === true) this.abort();
      else signal?.addEventListener("abort", this.abort, { once: true });
      sent.end(request.body);
    });
  }

  private body(message: IncomingMessage, silence: () => NodeJS.Timeout): AsyncIterator<Uint8Array> {
    const pieces = message[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const end = { done: true, value: undefined } as const;
    return {
      next: async () => {
        try {
          const piece = await pieces.next();
          clearTimeout(this.step);
          if (piece.done !== true) {
            this.step = silence();
            return piece;
          }
          this.settle();
          return end;
        } catch (error) {
          this.settle();
          throw this.failure ?? failureOf(error);
        }
      },
      return: () => {
        this.settle();
        message.destroy();
        return Promise.resolve(end);
      },
    };
  }

  private stop(why: HttpFailure): void {
    this.failure ??= why;
    this.cancel(this.failure);
  }

  private settle(): void {
    clearTimeout(this.total);
    clearTimeout(this.step);
    this.request.signal?.removeEventListener("abort", this.abort);
  }
}

function headersOf(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

/** The meaning of a system error. */
function failureOf(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  // Several addresses were tried: the first error says why.
  if (error instanceof AggregateError) return failureOf(error.errors[0]);
  return new HttpFailure(codeOf(code), message === "" ? code : message);
}

function codeOf(code: string): HttpFailureCode {
  if (["ECONNRESET", "EPIPE", "ECONNABORTED", "ERR_STREAM_PREMATURE_CLOSE"].includes(code)) return "reset";
  if (code.startsWith("HPE_")) return "malformed";
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return "certificate";
  return "unreachable";
}
