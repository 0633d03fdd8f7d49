import type { Connection } from "vscode-languageserver";
import { HttpFailure, type Http, type HttpRequest, type HttpResponse } from "../../core/host/http";
import {
  judgeHttpBodyNotification,
  judgeHttpCloseNotification,
  judgeHttpRequest,
  type JudgeHttpBody,
  type JudgeHttpFailure,
} from "../../protocol/judgeHttp";
import { ask, listen, tell } from "../messages";

/** HTTP through the client: this process opens no connection of its own. */
export class ClientHttp implements Http {
  private readonly bodies = new Map<number, Body>();
  private sent = 0;

  constructor(private readonly connection: Connection) {
    listen(connection, judgeHttpBodyNotification, (told) => this.bodies.get(told.id)?.take(told));
  }

  async send({ method, url, headers, body, limits, signal }: HttpRequest): Promise<HttpResponse> {
    const id = ++this.sent;
    const close = (): void => {
      if (this.bodies.delete(id)) void tell(this.connection, judgeHttpCloseNotification, { id });
      signal?.removeEventListener("abort", cancel);
    };
    const incoming = new Body(close);
    const cancel = (): void => {
      incoming.take({ failure: { code: "cancelled", message: "it was cancelled" } });
      close();
    };
    this.bodies.set(id, incoming);
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener("abort", cancel, { once: true });
    const given = body === undefined ? {} : { body };
    const head = await Promise.race([
      ask(this.connection, judgeHttpRequest, { id, method, url, headers, limits, ...given }).catch(unanswered),
      incoming.failed,
    ]);
    if (!("failure" in head)) return { ...head, body: incoming };
    close();
    throw failureOf(head.failure);
  }
}

/** A body whose pieces arrive as messages; can be read once. */
class Body implements AsyncIterable<Uint8Array> {
  private readonly pieces: Uint8Array[] = [];
  private isWhole = false;
  private failure: JudgeHttpFailure | undefined;
  private wake: () => void = () => undefined;
  private fail: (told: { readonly failure: JudgeHttpFailure }) => void = () => undefined;
  /** Resolves with the reason if the body breaks off, for a caller that still waits for the head. */
  readonly failed = new Promise<{ readonly failure: JudgeHttpFailure }>((resolve) => (this.fail = resolve));

  constructor(private readonly close: () => void) {}

  take({ piece, failure }: Omit<JudgeHttpBody, "id">): void {
    if (piece !== undefined) this.pieces.push(bytesIn(piece));
    else if (failure === undefined) this.isWhole = true;
    else {
      this.failure ??= failure;
      this.fail({ failure });
    }
    this.wake();
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: () => this.next(),
      return: () => {
        this.close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  private async next(): Promise<IteratorResult<Uint8Array>> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) return { done: false, value: piece };
      if (this.failure !== undefined || this.isWhole) {
        this.close();
        if (this.failure !== undefined) throw failureOf(this.failure);
        return { done: true, value: undefined };
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

/** The client itself failed: it did not send the request. */
function unanswered(error: unknown): { readonly failure: JudgeHttpFailure } {
  return { failure: { code: "unreachable", message: error instanceof Error ? error.message : String(error) } };
}

function bytesIn(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function failureOf({ code, message }: JudgeHttpFailure): HttpFailure {
  return new HttpFailure(code, message);
}
