/** What the soak's documents hold, and how they are edited. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Random } from "../support/random";
import { mutate } from "../fuzz/mutators";
import { seeds, traceFiles } from "../fuzz/seeds";

/** A kind of document. */
export interface DocumentKind {
  readonly name: string;
  readonly extension: string;
  readonly language: string;
  readonly texts: readonly string[];
  /** How much of the beginning is never edited: by it a file of records is cut, once and for all. */
  readonly kept?: (text: string) => number;
}

/**
 * Without a recorded score: by which reward a file was scored is decided when it is opened, and kept while it is edited, as
 * the profile is; a fresh server, which sees only what was edited, might rightly decide otherwise.
 */
const record = (output: string, i: number): string =>
  JSON.stringify({ input: `question ${i}`, output, gts: seeds[0]?.trace, step: i });
const dump = seeds.map(({ trace }, i) => record(trace, i)).join("\n");
const chat = JSON.stringify([
  { messages: [{ role: "user", content: "a" }, { role: "assistant", content: seeds[0]?.trace }] },
  { messages: [{ role: "user", content: "b" }, { role: "assistant", content: "<think> no closer" }] },
]); // prettier-ignore

export const documentKinds: readonly DocumentKind[] = [
  { name: "trace", extension: "trace", language: "trace", texts: [...traceFiles, traceFiles.join("\n").repeat(20)] },
  { name: "bare", extension: "trace", language: "trace", texts: seeds.map(({ trace }) => trace) },
  {
    name: "dump",
    extension: "jsonl",
    language: "jsonl",
    texts: [dump, `${dump}\n`, `${dump}\n`.repeat(10)],
    kept: (text) => text.indexOf("\n") + 1,
  },
  {
    name: "chat",
    extension: "json",
    language: "json",
    texts: [chat, JSON.stringify(JSON.parse(chat), null, 2)],
    kept: () => 1,
  },
  { name: "garbage", extension: "json", language: "json", texts: ["{", "[1, 2", "\u0000\ud800", '{"a": {}}', ""] },
];

/**
 * Settings that say how each file is read. Without them a file keeps the format and the profile that it had when it was
 * opened, so that a fresh server, which sees only what was edited, might rightly take another.
 */
export const profileChoices: readonly Readonly<Record<string, string>>[] = [
  { "**": "toolrl" },
  { "**": "rm-r1" },
  { "**": "hermes", "**/bare-*": "search-agent" },
];
export const formatChoice: Readonly<Record<string, string>> = {
  "**/dump-*": "verl",
  "**/chat-*": "chat",
  "**/garbage-*": "none",
};

export const teamConfigs: readonly (string | undefined)[] = [
  undefined,
  `{"rules": {"block-separator": "off", "tool-call-json": "warning"}}`,
  `{"rules": {"no-such-rule": "off"}, `,
  `{}`,
];

export const ruleChoices: readonly Readonly<Record<string, string>>[] = [
  {},
  { "unclosed-tag": "off" },
  { "unknown-tag": "error", "text-outside-tags": "information" },
];

const typed = [
  "a", " ", "\n", "\r\n", "<", ">", "</", "/", "@", "think", "<think>", "</think>", "<tool_call>\n", "\n</tool_call>",
  '{"name": "f", "parameters": {"x": 1}}\n', '"', "{", "}", "\\", "\\n", "\n@sample id=x\n", "\n@completion\n", "<eval>",
  "<quote_A>see a doctor</quote_A>", "<answer>[[A]]</answer>", "\ud83e\udd89", "\ud83e", "`", "[[B]]", "",
]; // prettier-ignore

/** Texts are kept shorter than this, in UTF-16 units: the soak looks for what many edits do, not one large file. */
const longest = 60_000;

export interface Change {
  /** Offsets in the text before; undefined where the whole text is replaced. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  readonly text: string;
}

/** A random edit of a document: mostly typing, at times a larger change. */
export function randomChange(document: TextDocument, kind: DocumentKind, random: Random): Change {
  const text = document.getText();
  if (text.length > longest || random.chance(0.03)) return { span: undefined, text: random.pick(kind.texts) };
  const kept = kind.kept?.(text) ?? 0;
  if (random.chance(0.25) && text.length < longest / 2) {
    return difference(text, text.slice(0, kept) + mutate(text.slice(kept), random));
  }
  const start = Math.max(kept, wholeOffset(text, kept + random.below(text.length - kept + 1)));
  // As long as what it replaces: nothing moves, so that what was forgotten is not found by a new place.
  if (random.chance(0.15) && /[a-z]/.test(text[start] ?? "")) return { span: { start, end: start + 1 }, text: "x" };
  const end = random.chance(0.4) ? wholeOffset(text, Math.min(text.length, start + random.below(20))) : start;
  return { span: { start, end }, text: random.pick(typed) };
}

/** No position lies between `\r` and `\n`. */
function wholeOffset(text: string, offset: number): number {
  return text[offset] === "\n" && text[offset - 1] === "\r" ? offset - 1 : offset;
}

/** What an editor would send: the change without what is equal at both ends. */
function difference(old: string, edited: string): Change {
  const shorter = Math.min(old.length, edited.length);
  let start = 0;
  while (start < shorter && old[start] === edited[start]) start++;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === edited[edited.length - 1 - same]) same++;
  start = wholeOffset(old, start);
  const end = Math.max(start, old.length - same);
  // Where the end was amid a line end, one character more is replaced by itself.
  const wholeEnd = old[end] === "\n" && old[end - 1] === "\r" ? end + 1 : end;
  return { span: { start, end: wholeEnd }, text: edited.slice(start, edited.length - (old.length - wholeEnd)) };
}
