import type { Clock } from "../../host/clock";
import { HttpFailure, usualLimits, type Http, type TimeLimits } from "../../host/http";
import type { Endpoint } from "./endpoint";
import type { EndpointError } from "./errors";
import type { Delta } from "./eventStream";
import { Flight } from "./flight";
import { isObject, numberOf, stringOf, type Json } from "./json";
import { ofFailure, receiveAnswer, receiveBody, type Received, type ReceivedBody } from "./receive";
import { requestBody, type Question } from "./request";
import { retrying, usualPolicy, type RetryPolicy } from "./retries/retry";
import { serverOf, unknownServer, usualInFlight, type Server } from "./server";
import { shownMessage } from "./shownMessage";

export interface ClientOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits?: TimeLimits;
  readonly policy?: RetryPolicy;
  /** Maximum number of requests at once; undefined: chosen by the server's kind. */
  readonly inFlight?: number | undefined;
}

/** A question's answer, and how it was obtained. */
export interface Asked {
  readonly received: Received;
  /** How often it was sent. */
  readonly tries: number;
  /** Tokens that failed tries reported. */
  readonly lostTokens: number;
  /** From sending the last try to its end. */
  readonly seconds: number;
  /** Number of requests in flight when this one began, itself included: it affects probabilities. */
  readonly inFlight: number;
  /** In the server's currency, if it gives a price. */
  readonly price: number | undefined;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the answer as it arrives. If a try fails, `onRestart` says that its text no longer counts. */
  readonly onDelta?: ((delta: Delta) => void) | undefined;
  readonly onRestart?: (() => void) | undefined;
}

/** One model at one address. A question is asked again if it fails, never because of its answer. */
export class Client {
  private flight: Flight | undefined;
  private known: Promise<Server> | undefined;

  constructor(
    readonly endpoint: Endpoint,
    private readonly options: ClientOptions,
  ) {}

  /**
   * The server's program. Asks once, on the endpoint's own origin; a server that does not say is unknown, which is no
   * failure.
   */
  server(signal?: AbortSignal): Promise<Server> {
    this.known ??= this.recognise(signal);
    return this.known;
  }

  /** How many requests may be in flight. */
  get allowed(): number | undefined {
    return this.flight?.allowed;
  }

  /** Asks a question. Never throws: `received` has what went wrong, in words that are safe to show. */
  async ask(question: Question, { signal, onDelta, onRestart }: AskOptions = {}): Promise<Asked> {
    const server = await this.server(signal);
    this.flight ??= new Flight(this.options.inFlight ?? usualInFlight(server.kind));
    const seat = await this.flight.enter();
    const inFlight = this.flight.underWay;
    const body = requestBody(question, server.kind);
    let clean = true;
    try {
      const { result, tries, failed } = await retrying(
        () => this.attempt(body, signal, onDelta),
        ({ received }) => (received.kind === "error" ? received.error : undefined),
        {
          ...this.options,
          policy: this.options.policy ?? usualPolicy,
          signal,
          onRetry: (error) => {
            clean = false;
            if (error.kind === "busy" || error.kind === "gateway") seat.refused();
            onRestart?.();
          },
        },
      );
      const lostTokens = failed.reduce((sum, { received }) => sum + tokensOf(received), 0);
      return { ...result, received: this.shown(result.received), tries, lostTokens, inFlight };
    } finally {
      seat.done(clean);
    }
  }

  /** Gets JSON from below the server's root (`/props`), or posts some there. */
  async call(path: string, body?: object, signal?: AbortSignal): Promise<ReceivedBody> {
    const { clock } = this.options;
    const url = this.endpoint.address.root + path;
    try {
      const response = await this.send(url, body === undefined ? undefined : JSON.stringify(body), signal);
      const received = await receiveBody(response, clock.now());
      return received.kind === "error" ? { kind: "error", error: this.shownError(received.error) } : received;
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      return { kind: "error", error: this.shownError(ofFailure(error, undefined)) };
    }
  }

  private async attempt(
    body: string,
    signal: AbortSignal | undefined,
    onDelta: AskOptions["onDelta"],
  ): Promise<Pick<Asked, "received" | "seconds" | "price">> {
    const { clock } = this.options;
    const start = clock.now();
    const took = (): number => (clock.now() - start) / 1000;
    try {
      const response = await this.send(this.endpoint.address.chat, body, signal);
      const received = await receiveAnswer(response, clock.now(), onDelta);
      return { received, seconds: took(), price: priceIn(response.headers) };
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      const received: Received = { kind: "error", error: ofFailure(error, undefined), partial: undefined };
      return { received, seconds: took(), price: undefined };
    }
  }

  private send(url: string, body: string | undefined, signal: AbortSignal | undefined): ReturnType<Http["send"]> {
    const { address, key } = this.endpoint;
    return this.options.http.send({
      method: body === undefined ? "GET" : "POST",
      url,
      socketPath: address.socketPath,
      headers: {
        accept: "text/event-stream, application/json",
        "accept-encoding": "identity",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body,
      limits: this.options.limits ?? usualLimits,
      signal,
    });
  }

  private async recognise(signal: AbortSignal | undefined): Promise<Server> {
    const { endpoint, options } = this;
    let server: Server;
    try {
      const response = await this.send(endpoint.address.models, undefined, signal);
      const body = await receiveBody(response, options.clock.now());
      server = serverOf(body.kind === "body" ? body.value : undefined, response.headers, endpoint.model);
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      return unknownServer;
    }
    return { ...server, ...(await this.more(server, signal)) };
  }

  /** Version and window, if another page of the server gives them. */
  private async more({ kind, window }: Server, signal: AbortSignal | undefined): Promise<Partial<Server>> {
    const json = async (path: string): Promise<Json | undefined> => {
      const body = await this.call(path, undefined, signal);
      return body.kind === "body" ? body.value : undefined;
    };
    if (kind === "vllm") {
      const told = await json("/version");
      return isObject(told) ? { version: stringOf(told["version"]) } : {};
    }
    if (kind === "llama-server") {
      const told = await json("/props");
      if (!isObject(told)) return {};
      const settings = told["default_generation_settings"];
      const size = isObject(settings) ? numberOf(settings["n_ctx"]) : undefined;
      return { version: stringOf(told["build_info"]), window: size ?? window };
    }
    if (kind === "ollama") {
      const told = await json("/api/ps");
      const running = isObject(told) && Array.isArray(told["models"]) ? (told["models"] as readonly Json[]) : [];
      const ours = running
        .filter(isObject)
        .find((one) => one["name"] === this.endpoint.model || one["model"] === this.endpoint.model);
      return { window: numberOf(ours?.["context_length"]) };
    }
    if (kind === "lm-studio") {
      const told = await json("/api/v1/models");
      const rows = isObject(told) ? (told["data"] ?? told["models"]) : undefined;
      const ours = (Array.isArray(rows) ? (rows as readonly Json[]) : [])
        .filter(isObject)
        .find((one) => one["id"] === this.endpoint.model || one["key"] === this.endpoint.model);
      return { window: numberOf(ours?.["loaded_context_length"]) ?? numberOf(ours?.["max_context_length"]) };
    }
    if (kind === "unknown") {
      // TGI gives the model's name as its owner; its own page says that it is TGI.
      const told = await json("/info");
      const total = isObject(told) ? numberOf(told["max_total_tokens"]) : undefined;
      if (isObject(told) && total !== undefined)
        return { kind: "tgi", window: total, version: stringOf(told["version"]) };
    }
    return {};
  }

  private shown(received: Received): Received {
    return received.kind === "error" ? { ...received, error: this.shownError(received.error) } : received;
  }

  private shownError(error: EndpointError): EndpointError {
    return { ...error, message: shownMessage(error.message, this.endpoint.key) };
  }
}

function tokensOf(received: Received): number {
  const usage = received.kind === "answer" ? received.answer.usage : received.partial?.usage;
  return (usage?.prompt ?? 0) + (usage?.completion ?? 0);
}

/** The cost of an answer, which LiteLLM reports: as a whole, or in the parts that were read and written. */
function priceIn(headers: Readonly<Record<string, string>>): number | undefined {
  const name = "x-litellm-response-cost";
  const whole = [name, `${name}-original`].map((each) => amount(headers[each])).find((price) => price !== undefined);
  const [read, written] = [amount(headers[`${name}-input`]), amount(headers[`${name}-output`])];
  return whole ?? (read === undefined && written === undefined ? undefined : (read ?? 0) + (written ?? 0));
}

function amount(written: string | undefined): number | undefined {
  const price = written === undefined || written.trim() === "" ? Number.NaN : Number(written);
  return Number.isFinite(price) ? price : undefined;
}
