import type { Sample } from "../model/sample";
import { toSourceSpan } from "../text/sourceMap";

/**
 * Is the completion's text itself a call that the record gives as data: a turn of ShareGPT whose value is the call? Then its
 * calls are those of the record, and are not looked for in the text once more.
 */
export function isGivenAsData({ completion, calls }: Pick<Sample, "completion" | "calls">): boolean {
  const { text } = completion;
  if (calls.length === 0 || text === "") return false;
  // Only now: to find a text's place in its record costs.
  const { source } = completion;
  if (source.unwritten === true) return false;
  const whole = toSourceSpan(source, { start: 0, end: text.length });
  return calls.some(({ recordSpan: { start, end } }) => start < whole.end && whole.start < end);
}
