/**
 * The messages between a webview and the extension: typed requests with a reply or an error, and events. Shared by both
 * sides.
 *
 * A webview's own messages are a contract: for each request its parameters and its result, for each event its data.
 */
export interface Contract {
  /** Webview → extension. */
  readonly requests: Readonly<Record<string, { readonly params: unknown; readonly result: unknown }>>;
  /** Extension → webview. */
  readonly events: Readonly<Record<string, unknown>>;
}

export type RequestName<C extends Contract> = keyof C["requests"] & string;
export type EventName<C extends Contract> = keyof C["events"] & string;
export type Params<C extends Contract, M extends RequestName<C>> = C["requests"][M]["params"];
export type Result<C extends Contract, M extends RequestName<C>> = C["requests"][M]["result"];

export interface RequestMessage {
  readonly kind: "request";
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

export type ReplyMessage =
  | { readonly kind: "reply"; readonly id: number; readonly result: unknown }
  /** For people: what went wrong. */
  | { readonly kind: "reply"; readonly id: number; readonly error: string };

export interface EventMessage {
  readonly kind: "event";
  readonly event: string;
  readonly value: unknown;
}

export function isRequest(message: unknown): message is RequestMessage {
  const { kind, id, method } = (message ?? {}) as Partial<RequestMessage>;
  return kind === "request" && typeof id === "number" && typeof method === "string";
}

export function isReply(message: unknown): message is ReplyMessage {
  const { kind, id } = (message ?? {}) as Partial<ReplyMessage>;
  return kind === "reply" && typeof id === "number";
}

export function isEvent(message: unknown): message is EventMessage {
  const { kind, event } = (message ?? {}) as Partial<EventMessage>;
  return kind === "event" && typeof event === "string";
}
