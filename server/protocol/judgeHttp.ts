/**
 * The judge's requests, sent by the client: the editor's extension host has the user's proxy and certificates, and the key
 * never leaves it. A body comes in pieces, each in base64.
 */
import type { HttpFailureCode, TimeLimits } from "../core/host/http";
import { notification, request } from "./message";

/** Server → client: sends a request and waits for the head of its answer. */
export const judgeHttpRequest = request<JudgeHttpParams, JudgeHttpHead>("judgeHttp");

export interface JudgeHttpParams {
  /** Names the exchange in the messages that follow. */
  readonly id: number;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limits: TimeLimits;
}

export interface JudgeHttpFailure {
  readonly code: HttpFailureCode;
  readonly message: string;
}

export type JudgeHttpHead =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly failure: JudgeHttpFailure };

/** Client → server: a piece of an answer's body; without one its end, or why it broke off. */
export const judgeHttpBodyNotification = notification<JudgeHttpBody>("judgeHttpBody");

export interface JudgeHttpBody {
  readonly id: number;
  readonly piece?: string;
  readonly failure?: JudgeHttpFailure;
}

/** Server → client: closes the connection of an exchange, whatever is still to come. */
export const judgeHttpCloseNotification = notification<{ readonly id: number }>("judgeHttpClose");
