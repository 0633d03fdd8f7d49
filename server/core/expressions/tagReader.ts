import type { Span } from "../text/span";

/** The blocks of a tag that a reader takes. */
export type Takes =
  /** From the first opener to the next opener or closer, or the end. */
  | "first-to-next-tag"
  /** From the first opener to the next closer (`re.search`). */
  | "first"
  /** The last of the blocks that a search from the left finds. */
  | "last"
  /** All of them. */
  | "all";

/** How a reward's own code finds a text: it searches for tags and knows nothing of their meaning. */
export interface TagReader {
  /** Public name: profiles list it under `readers`. */
  readonly id: string;
  /** For people: "ToolRL's reward". */
  readonly title: string;
  readonly tag: string;
  readonly takes: Takes;
  /** Tags that a format check counts: each is allowed once in the whole text, including mentions. */
  readonly counts: readonly string[];
}

/** The texts that the reader takes as its tag's content, in text order. */
export function readByTags(text: string, { tag, takes }: TagReader): Span[] {
  const opener = `<${tag}>`;
  const closer = `</${tag}>`;
  const first = text.indexOf(opener);
  if (first < 0) return [];
  if (takes === "first-to-next-tag") {
    const start = first + opener.length;
    const ends = [text.indexOf(opener, start), text.indexOf(closer, start)].filter((at) => at >= 0);
    return [{ start, end: Math.min(text.length, ...ends) }];
  }
  const spans: Span[] = [];
  for (let open = first; open >= 0;) {
    const start = open + opener.length;
    const end = text.indexOf(closer, start);
    if (end < 0) break;
    spans.push({ start, end });
    if (takes === "first") break;
    open = text.indexOf(opener, end + closer.length);
  }
  return takes === "last" ? spans.slice(-1) : spans;
}
