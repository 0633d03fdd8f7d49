import type { DialectTool } from "../dialect";
import { before, blocksIn, outside, type Block } from "./blocks";
import { bracesIn, braceEnd } from "./bodies/braces";
import { functionCalls, type FunctionsData } from "./bodies/functions";
import { jsonCalls, type JsonCallsData } from "./bodies/jsonCalls";
import { keyOpen, pairsIn, type PairsData } from "./bodies/pairs";
import { dumps, loads, type PyValue } from "./values/python";
import type { ServerCall, ServerReading } from "./reader";
import { isKnown } from "./values/schema";
import { typed, type Typing } from "./values/typing";
import { lastParted } from "./bodies/headed";

/** A reader that finds blocks between marks and reads each by itself. */
export interface BlocksData {
  readonly kind: "blocks";
  readonly open: string;
  readonly close: string;
  readonly unclosed: "read" | "lost";
  /** What the text must hold, besides the opener, for anything to be read. */
  readonly needs?: readonly string[];
  /** If there is no block but this occurs, the whole text is one block. */
  readonly orWhole?: string;
  readonly body: BlockBody;
  /** What happens if a block cannot be read: it is skipped, or all calls are lost and the text is returned as it is. */
  readonly failure: "skipped" | "all-lost";
  readonly knownOnly: boolean;
  /** The text for the user: the text before the first of these marks, or all text outside blocks. */
  readonly content: { readonly before: readonly string[] } | "outside";
  /** Is a text without a whole block returned as it is? */
  readonly noBlockIsText: boolean;
  /** Is a text without a call returned as it is, too? */
  readonly noCallIsText?: true;
}

export type BlockBody =
  | ({ readonly kind: "json" } & JsonCallsData)
  | ({ readonly kind: "functions" } & FunctionsData)
  | ({ readonly kind: "pairs"; readonly typing: Typing; readonly name: PairsName } & PairsData)
  | { readonly kind: "parted"; readonly marks: readonly string[]; readonly end: string }
  | { readonly kind: "braces"; readonly word: string };

/** Where the name ends in a block of pairs: at its line end or at the first key; and whether it is trimmed. */
export type PairsName = "line" | "key" | "trimmed-key";

export function readBlocks(text: string, data: BlocksData, tools: readonly DialectTool[]): ServerReading {
  const needs = [data.open, ...(data.needs ?? [])];
  if (!needs.every((mark) => text.includes(mark))) return { calls: [], content: text };
  const blocks = blocksIn(text, data.open, data.close, data.unclosed);
  const content = contentOf(text, data, blocks);
  const inners = blocks.map(({ inner }) => text.slice(inner.start, inner.end));
  if (inners.length === 0 && data.orWhole !== undefined && text.includes(data.orWhole)) inners.push(text);
  if (inners.length === 0 && data.noBlockIsText) return { calls: [], content: text };
  const calls: ServerCall[] = [];
  for (const inner of inners) {
    const found = readBody(inner, data.body, tools);
    if (found !== undefined) calls.push(...found);
    else if (data.failure === "all-lost") return { calls: [], content: text, error: "a block cannot be read" };
  }
  if (calls.length === 0 && data.noCallIsText === true) return { calls, content: text };
  return { calls: data.knownOnly ? calls.filter(({ name }) => isKnown(tools, name)) : calls, content };
}

function contentOf(text: string, data: BlocksData, blocks: readonly Block[]): string {
  return data.content === "outside" ? outside(text, blocks) : before(text, ...data.content.before);
}

function readBody(text: string, body: BlockBody, tools: readonly DialectTool[]): ServerCall[] | undefined {
  switch (body.kind) {
    case "json":
      return jsonCalls(text, body);
    case "functions":
      return functionCalls(text, body, tools);
    case "pairs":
      return pairCalls(text, body, tools);
    case "parted": {
      const pieces = lastParted(text, body.marks, body.end);
      const value = loads(pieces?.at(-1) ?? "");
      const name = pieces?.at(-2)?.trim();
      return value === undefined || name === undefined ? undefined : [{ name, arguments: dumps(value) }];
    }
    case "braces":
      return braceCalls(text, body.word);
  }
}

function pairCalls(
  text: string,
  body: Extract<BlockBody, { kind: "pairs" }>,
  tools: readonly DialectTool[],
): ServerCall[] {
  const nameEnd = body.name === "line" ? lineEnd.exec(text)?.index : Math.max(text.indexOf(keyOpen), -1);
  // If the name should end with its line but does not, the block is no call.
  if (nameEnd === undefined) return [];
  const written = nameEnd < 0 ? text : text.slice(0, nameEnd);
  const name = body.name === "trimmed-key" ? written.trim() : written;
  const values = new Map<string, PyValue>();
  for (const pair of pairsIn(nameEnd < 0 ? "" : text.slice(nameEnd), body)) {
    values.set(pair.key, typed(body.typing, pair.text, tools, name, pair.key));
  }
  return [{ name, arguments: dumps(values) }];
}

/** A newline, real or written as its escape. */
const lineEnd = /\\n|\n/;

function braceCalls(text: string, word: string): ServerCall[] {
  const brace = text.startsWith(word) ? text.indexOf("{") : -1;
  if (brace < 0) return [];
  const inside = text.slice(brace + 1);
  const values = bracesIn(inside.slice(0, braceEnd(inside)), "typed");
  return [{ name: text.slice(word.length, brace), arguments: dumps(values) }];
}
