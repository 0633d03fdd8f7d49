import type { BatchOfFile } from "../../core/engine/batch";
import { nodeUtf8 } from "../../node/utf8";

/** Where the records of a batch begin in its text, in UTF-16 units; asked for one after the other. */
export function startsIn({ batch: { content, spans } }: BatchOfFile): {
  next(text: string): number;
  readonly length: number;
} {
  const units = (start: number, end: number): number =>
    typeof content === "string" ? end - start : nodeUtf8.decode(content.subarray(start, end)).length;
  let i = 0;
  let done = 0;
  let at = 0;
  return {
    next(text) {
      const [start = 0, end = 0] = spans.subarray(i, i + 2);
      i += 2;
      const begin = at + units(done, start);
      at = begin + (text === "" ? units(start, end) : text.length);
      done = end;
      return begin;
    },
    get length() {
      return at + units(done, content.length);
    },
  };
}
