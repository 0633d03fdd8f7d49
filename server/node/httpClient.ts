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
  /** Undefined: every server is reached directly, or as Node's own modules are made to reach it (in VS Code). */
  readonly proxies?: Proxies | undefined;
}

/** Which proxy a request passes. */
export interface Proxies {
  /** Undefined: none. */
  of(target: URL, connection: ConnectionOptions): Proxy | undefined;
  /** Closes open connections. */
  close(): void;
}

export interface Proxy {
  readonly url: URL;
  /** Connects through the proxy to a server that speaks TLS; undefined: the proxy is asked for the whole address. */
  readonly tunnel: Agent | undefined;
}

/** How connections are made, those to a proxy too. */
export interface ConnectionOptions {
  readonly ca?: string;
  readonly lookup: LookupFunction;
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
  private readonly connection: ConnectionOptions;
  private readonly proxies: Proxies | undefined;
  /** Addresses as they are read and allowed: an endpoint has few, and each is asked thousands of times. */
  private readonly targets = new Map<string, URL>();

  constructor({ ca, lookup, proxies }: NodeHttpOptions = {}) {
    this.encrypted = new TlsAgent({ keepAlive: true, maxSockets: Infinity, ...(ca !== undefined && { ca }) });
    this.connection = { ...(ca !== undefined && { ca }), lookup: checked(lookup ?? systemLookup) };
    this.proxies = proxies;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    return new Exchange(request, this.options(request)).response;
  }

  /** Closes open connections. */
  close(): void {
    this.plain.destroy();
    this.encrypted.destroy();
    this.proxies?.close();
  }

  /** @throws HttpFailure if it is an address where no request may go */
  private target(url: string): URL {
    let target = this.targets.get(url);
    if (target === undefined) {
      target = new URL(url);
      refuseForbidden(target);
      this.targets.set(url, target);
    }
    return target;
  }

  private options({ url, method, headers, body, socketPath }: HttpRequest): RequestOptions & { readonly url: URL } {
    const target = this.target(url);
    const proxy = socketPath === undefined ? this.proxies?.of(target, this.connection) : undefined;
    if (proxy !== undefined) refuseForbidden(proxy.url);
    const way = proxy === undefined ? { url: target } : through(proxy, target);
    return {
      ...way,
      method,
      headers: {
        ...headers,
        ...way.headers,
        ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
      },
      agent: proxy?.tunnel ?? (way.url.protocol === "https:" ? this.encrypted : this.plain),
      lookup: this.connection.lookup,
      maxHeaderSize: longestHead,
      // A tunnel gives its own options to the connection with the proxy alone.
      ...(proxy?.tunnel !== undefined && { ca: this.connection.ca }),
      ...(socketPath !== undefined && { socketPath }),
    };
  }
}

/** A request that passes a proxy: a tunnel leads to the server; else the proxy is asked for the whole address. */
function through(
  { url, tunnel }: Proxy,
  target: URL,
): { readonly url: URL; readonly path?: string; readonly headers?: Readonly<Record<string, string>> } {
  if (tunnel !== undefined) return { url: target };
  const { username, password } = url;
  const user = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  return {
    // Without the user, whom Node would present to the server.
    url: new URL(`${url.protocol}//${url.host}`),
    path: target.href,
    headers: { host: target.host, ...(username !== "" && { "proxy-authorization": `Basic ${user}` }) },
  };
}

/** A name is checked each time it is resolved; an address needs no resolving. */
function refuseForbidden({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && isForbidden(host)) throw refusal(host);
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
  const { headers } = message;
  const read: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    read[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  }
  return read;
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
