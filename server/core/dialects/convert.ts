import { applyEdits, type TextEdit } from "../text/edits";
import type { Span } from "../text/span";
import type { Dialect } from "./marks";
import { readDialect, type ReadOptions } from "./read";
import { plainCall, writeCalls } from "./write";

/** A text with its calls in another dialect. */
export interface Converted {
  readonly text: string;
  readonly edits: readonly TextEdit[];
  /** How many calls were rewritten. */
  readonly calls: number;
  /** Calls that stay as they are because they are cut off or have no name. */
  readonly left: readonly Span[];
}

/**
 * Rewrites a text's calls in another dialect; everything else stays byte for byte: prose, reasoning and its marks, and
 * drafts.
 */
export function convertCalls(text: string, from: Dialect, to: Dialect, options: ReadOptions = {}): Converted {
  const { blocks } = readDialect(text, from, options);
  const edits: TextEdit[] = [];
  const left: Span[] = [];
  let calls = 0;
  for (const block of blocks) {
    if (block.calls.some((call) => !call.complete || call.name === undefined)) {
      left.push(block.span);
      continue;
    }
    edits.push({ span: block.span, text: writeCalls(to, block.calls.map(plainCall)) });
    calls += block.calls.length;
  }
  return { text: applyEdits(text, edits), edits, calls, left };
}
