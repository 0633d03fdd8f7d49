import type { Facts } from "../../facts/facts";
import type { Span } from "../../text/span";

/** The place where findings on the reward are reported: the completion's first opener, or else its first character. */
export function firstTag(facts: Facts): Span {
  const { completion } = facts.sample;
  const first = facts.layout(completion).blocks[0];
  return first?.open?.span ?? { start: 0, end: Math.min(1, completion.text.length) };
}
