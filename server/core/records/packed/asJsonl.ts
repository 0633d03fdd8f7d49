import type { Container } from "./container";

/** The fewest bytes to yield at a time. */
const pieceLength = 1 << 18;

/**
 * A container's records as JSONL, for code that reads lines. A record's line is its number.
 *
 * @param done called when no more records are wanted
 */
export async function* asJsonl(
  { records }: Container,
  done: () => Promise<void> | undefined,
): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder();
  let held: string[] = [];
  let length = 0;
  try {
    for await (const { text } of records) {
      held.push(text, "\n");
      length += text.length + 1;
      if (length < pieceLength) continue;
      yield utf8.encode(held.join(""));
      held = [];
      length = 0;
    }
    if (length > 0) yield utf8.encode(held.join(""));
  } finally {
    await done();
  }
}
