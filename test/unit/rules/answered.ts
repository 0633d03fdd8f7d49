import { neutralProfile } from "../../../server/core/profiles/neutral";
import type { Rule } from "../../../server/core/rules/rule";
import { readAll } from "../records/reading";
import { audit } from "./harness";

/** What a rule finds in a record, as the text that each finding marks: read by the format that the record shows. */
export function foundIn(rule: Rule, record: unknown): string[] {
  const text = typeof record === "string" ? record : JSON.stringify(record);
  const { samples } = readAll(text);
  return samples.flatMap(({ sample }) =>
    sample.fragment === undefined
      ? audit([rule], sample, neutralProfile()).map(({ part, span }) => part.text.slice(span.start, span.end))
      : [],
  );
}

type Message = Readonly<Record<string, unknown>>;

/** Messages of a chat with calls given as data. */
export const chat = {
  of: (...messages: readonly Message[]): Message => ({ messages }),
  user: (content: string): Message => ({ role: "user", content }),
  says: (content: string): Message => ({ role: "assistant", content }),
  calls: (...given: readonly (readonly [name: string, id?: string])[]): Message => ({
    role: "assistant",
    content: "",
    tool_calls: given.map(([name, id]) => ({ id, type: "function", function: { name, arguments: "{}" } })),
  }),
  result: (content: string, id?: string): Message => ({ role: "tool", tool_call_id: id, content }),
};

/** A rollout of NeMo Gym: Responses items. */
export function gym(...output: readonly Message[]): Message {
  return { responses_create_params: { input: [{ role: "user", content: "Go." }] }, response: { output }, reward: 1 };
}

/** A session of Claude Code: Anthropic's content blocks. */
export function claudeCode(...messages: readonly { readonly role: string; readonly content: unknown }[]): string {
  return messages
    .map((message, i) => JSON.stringify({ type: message.role, uuid: `u${i}`, sessionId: "s", message }))
    .join("\n");
}
