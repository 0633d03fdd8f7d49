import type { Facts } from "../../facts/facts";
import type { Span } from "../../text/span";

/** Where a reward is spoken of: the completion's first opener, else its first character. */
export function firstTag(facts: Facts): Span {
  const { completion } = facts.sample;
  const first = facts.layout(completion).blocks[0];
  return first?.open?.span ?? { start: 0, end: Math.min(1, completion.text.length) };
}
