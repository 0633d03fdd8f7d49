import type { Span } from "../text/span";

/** A line with a role's name and nothing else: what is left of a chat template if its tokens were removed. */
export interface RoleLine extends Span {
  readonly role: "system" | "user" | "assistant";
}

const lines = /(?<=^|\n)(system|user|assistant)[ \t]*(?=\r?\n)/g;

/**
 * The lines that separate the turns of a dialogue that was logged as one text. Empty if such a word may be an item of a
 * list: both roles must occur, and either the first line is at the text's start or they occur more than twice in all.
 */
export function roleLines(text: string): RoleLine[] {
  // Most texts hold no such line, which this tells many times as fast as the pattern does.
  if (!text.includes("\nassistant") && !text.startsWith("assistant")) return [];
  const found = [...text.matchAll(lines)].map((match) => ({
    role: match[1] as RoleLine["role"],
    start: match.index,
    end: match.index + (match[1]?.length ?? 0),
  }));
  const isDialogue = found.some(({ role }) => role === "assistant") && found.some(({ role }) => role !== "assistant");
  return isDialogue && (found[0]?.start === 0 || found.length > 2) ? found : [];
}

/** The turns of such a dialogue that the model did not write. */
export function othersTurns(text: string): Span[] {
  const found = roleLines(text);
  return found.flatMap(({ role, start }, i) =>
    role === "assistant" ? [] : [{ start, end: found[i + 1]?.start ?? text.length }],
  );
}
