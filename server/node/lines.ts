import type { Readable } from "node:stream";

/** A line is longer than its reader allows. */
export class LineTooLong extends Error {}

/**
 * The lines of a stream of UTF-8, without their ends and without blank ones.
 *
 * @param longest the most UTF-16 units of a line
 * @throws LineTooLong
 */
export async function* linesOf(stream: Readable, longest: number): AsyncGenerator<string, undefined> {
  const whole = (line: string): string => {
    if (line.length > longest) throw new LineTooLong(`A line is longer than ${longest} characters.`);
    return line;
  };
  let rest = "";
  for await (const chunk of stream.setEncoding("utf8") as AsyncIterable<string>) {
    const pieces = chunk.split("\n");
    const last = pieces.pop() ?? "";
    for (const piece of pieces) {
      // The end may have been cut in two.
      const line = whole(rest + piece).replace(/\r$/, "");
      rest = "";
      if (line.trim() !== "") yield line;
    }
    rest = whole(rest + last);
  }
  if (rest.trim() !== "") yield rest;
  return undefined;
}
