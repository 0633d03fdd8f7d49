import type { BatchOfFile } from "../../core/engine/batch";
import type { Span } from "../../core/text/span";
import { nodeUtf8 } from "../../node/utf8";

/** Where the records of a batch are in its text, in UTF-16 units, and in its bytes. To be asked for in order. */
export function placesIn({ batch: { content, spans } }: BatchOfFile): {
  next(text: string): { readonly span: Span; readonly bytes: Span };
  readonly length: number;
} {
  const units = (start: number, end: number): number =>
    typeof content === "string" ? end - start : nodeUtf8.decode(content.subarray(start, end)).length;
  const bytes = (start: number, end: number): number =>
    typeof content === "string" ? Buffer.byteLength(content.slice(start, end)) : end - start;
  let i = 0;
  let done = 0;
  let [unit, byte] = [0, 0];
  const moveTo = (offset: number): void => {
    unit += units(done, offset);
    byte += bytes(done, offset);
    done = offset;
  };
  return {
    next(text) {
      const [start = 0, end = 0] = spans.subarray(i, i + 2);
      i += 2;
      moveTo(start);
      const [firstUnit, firstByte] = [unit, byte];
      unit += text === "" ? units(start, end) : text.length;
      byte += bytes(start, end);
      done = end;
      return { span: { start: firstUnit, end: unit }, bytes: { start: firstByte, end: byte } };
    },
    get length() {
      return byte + bytes(done, content.length);
    },
  };
}
