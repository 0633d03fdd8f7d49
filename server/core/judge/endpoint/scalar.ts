import type { Client } from "./client";
import type { EndpointError } from "./errors";
import { isObject, listOf, numberOf, type Json } from "./json";
import type { Message } from "./request";
import type { ServerKind } from "./server";

/** The path at which a reward model gives its score. */
export type ScalarPath = "classify" | "pooling";

export type Scored =
  { readonly kind: "score"; readonly score: number } | { readonly kind: "error"; readonly error: EndpointError };

/** Asks a reward model for the score of a conversation that ends in the response. */
export async function askScore(
  client: Client,
  path: ScalarPath,
  messages: readonly Message[],
  signal?: AbortSignal,
): Promise<Scored> {
  const { kind } = await client.server(signal);
  const { model } = client.endpoint;
  // SGLang's own path: its /v1/classify turns a single label into a probability, which is always 1.
  const body =
    kind === "sglang"
      ? { model, text: messages.map(({ content }) => content).join("\n") }
      : { model, messages, use_activation: false, add_generation_prompt: false };
  const received = await client.call(`/${path}`, body, signal);
  if (received.kind === "error") return received;
  const score = scoreIn(received.value, kind);
  if (score !== undefined) return { kind: "score", score };
  const message = "The server sent no score: is the model a reward model of one label?";
  return { kind: "error", error: { kind: "unacceptable", status: 200, message } };
}

/** The score in an answer of `/classify` or `/pooling`; undefined if there is none, or several labels. */
export function scoreIn(value: Json | undefined, server: ServerKind): number | undefined {
  const first = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  if (!isObject(first)) return undefined;
  if (server === "sglang" || first["embedding"] !== undefined) return onlyNumber(first["embedding"]);
  const row = listOf(first["data"])[0];
  if (!isObject(row)) return undefined;
  return onlyNumber(row["probs"] ?? row["data"]);
}

/** `[x]`, `[[x]]` or `x`. */
function onlyNumber(value: Json | undefined): number | undefined {
  if (!Array.isArray(value)) return numberOf(value);
  return value.length === 1 ? onlyNumber((value as readonly Json[])[0]) : undefined;
}
