import type { Span } from "../../text/span";

/** One match: group 0 is the whole match; a group that was not set is undefined. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** The groups' places. Their texts cost less. */
  readonly groups: readonly (Span | undefined)[];
  textOf(group: number): string | undefined;
}

/** Where a match must lie: `re.search`, `re.match`, `re.fullmatch`. */
export type Placement = "anywhere" | "start" | "whole";

/** A match of our own matcher: group n from `slots[2n]` to `slots[2n + 1]`, -1 where it is not set. */
export function matchOf(slots: Int32Array, text: string): Match {
  const groups: (Span | undefined)[] = [];
  for (let i = 0; i < slots.length; i += 2) {
    const start = slots[i] ?? -1;
    const end = slots[i + 1] ?? -1;
    groups.push(start < 0 || end < 0 ? undefined : { start, end });
  }
  const [whole = { start: 0, end: 0 }] = groups;
  const textOf = (group: number): string | undefined => {
    const span = groups[group];
    return span && text.slice(span.start, span.end);
  };
  return { ...whole, groups, textOf };
}
