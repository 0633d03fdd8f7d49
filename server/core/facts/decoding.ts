import type { Profile } from "../model/profile";
import type { Span } from "../text/span";

/** HTML escapes, and the characters that they stand for. */
const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/** An escaped text, unescaped. */
export function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}

const usualTags = ["think", "answer", "tool_call", "response", "search"];

/**
 * The tags that are written as HTML (`&lt;think&gt;`), in a text without correctly written ones; empty if there is a
 * correct one, because the escaped ones are then only mentioned.
 */
export function escapedTags(text: string, { tags }: Profile): Span[] {
  if (!text.includes("&lt;")) return [];
  const names = new Set([...Object.keys(tags), ...usualTags]);
  const found = [...text.matchAll(/&lt;(\/?)([A-Za-z_]\w*)&gt;/g)].filter(([, , name]) => names.has(name ?? ""));
  const isOpened = new Set(found.flatMap(([, slash, name]) => (slash === "" ? [name] : [])));
  const isPaired = found.some(([, slash, name]) => slash === "/" && isOpened.has(name));
  // An instruction that the text repeats ("Output in <think></think>") is not a tag of the model's.
  const isWritten = [...names].some((name) => new RegExp(`(?:^|\\n)\\s*<${name}>`).test(text));
  if (!isPaired || isWritten) return [];
  return found.map(({ 0: tag, index }) => ({ start: index, end: index + tag.length }));
}

/** The code fence around a whole text, with the line ends that belong to it; undefined if there is none. */
export function wholeFence(text: string): { readonly open: Span; readonly close: Span } | undefined {
  const open = /^\s*(?:```|~~~)[\w-]*[ \t]*\r?\n/.exec(text);
  const close = /\r?\n[ \t]*(?:```|~~~)\s*$/.exec(text);
  if (open === null || close === null || close.index < open[0].length) return undefined;
  // Two fences with text between them are two blocks of code.
  if (/^[ \t]*(?:```|~~~)/m.test(text.slice(open[0].length, close.index))) return undefined;
  return {
    open: { start: 0, end: open[0].length },
    close: { start: close.index, end: text.trimEnd().length },
  };
}
