/** A webview's side of the messages with the extension. */
import {
  isEvent,
  isReply,
  type Contract,
  type EventName,
  type Params,
  type RequestName,
  type Result,
} from "./messages";

/** VS Code's API for a webview, which can be requested once. A development page supplies its own. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): WebviewApi;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Channel<C extends Contract> {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, (value: never) => void>();
  private next = 1;

  constructor(private readonly api: WebviewApi) {
    window.addEventListener("message", ({ data }: MessageEvent<unknown>) => this.take(data));
  }

  /** @throws Error with the extension's message if it cannot answer */
  request<M extends RequestName<C>>(method: M, params: Params<C, M>): Promise<Result<C, M>> {
    const id = this.next++;
    const reply = new Promise<unknown>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.api.postMessage({ kind: "request", id, method, params });
    return reply;
  }

  on<E extends EventName<C>>(event: E, listener: (value: C["events"][E]) => void): void {
    this.listeners.set(event, listener);
  }

  private take(message: unknown): void {
    if (isEvent(message)) this.listeners.get(message.event)?.(message.value as never);
    if (!isReply(message)) return;
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if ("error" in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message.result);
  }
}
