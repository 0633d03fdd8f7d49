import type { Part, Turn, Verdict } from "../../model/sample";
import { isMessages, readMessages } from "./conversation";
import { plainTurns } from "./turns";
import type { JsonField } from "../json/jsonField";
import type { SampleDraft } from "./jsonFormat";

/** A preference as records write it: a conversation, the chosen response and the rejected one. */
export interface Preference {
  readonly question: readonly Turn[];
  readonly chosen: (role: "response_a" | "response_b") => Part | undefined;
  readonly rejected: (role: "response_a" | "response_b") => Part | undefined;
}

/** How a judge saw a preference: the chosen response was A, or B if the record says that the order was shuffled. */
export function judged(
  preference: Preference,
  shuffled: boolean,
): Pick<SampleDraft, "turns" | "responses"> & { readonly gold: Verdict } {
  const a = shuffled ? preference.rejected("response_a") : preference.chosen("response_a");
  const b = shuffled ? preference.chosen("response_b") : preference.rejected("response_b");
  return {
    turns: preference.question,
    responses: a === undefined || b === undefined ? undefined : { a, b },
    gold: shuffled ? "B" : "A",
  };
}

/**
 * Splits a conversation that ends in the response: the turns before it, and the response. A string is the response
 * alone.
 */
export function splitResponse(field: JsonField | undefined): {
  readonly question: readonly Turn[];
  readonly response: (role: "response_a" | "response_b") => Part | undefined;
} {
  if (!isMessages(field)) return { question: [], response: (role) => field?.textPart(role) };
  const messages = field.items();
  const content = messages.at(-1)?.get("content");
  return { question: plainTurns(readMessages(field)).slice(0, -1), response: (role) => content?.textPart(role) };
}
