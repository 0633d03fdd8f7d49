import type { Span } from "../text/span";
import { dialects } from "./data";

const tokens: readonly string[] = [...new Set(dialects.flatMap(({ ends }) => ends ?? [])), "<|endoftext|>"];

/** The last two characters of each token. Hardly a text that ends without a token ends in them. */
const endings: ReadonlySet<string> = new Set(tokens.map((token) => token.slice(-2)));

/** End-of-turn tokens of any dialect left at a text's end; undefined if there are none. */
export function endTokensOf(text: string): Span | undefined {
  let start = text.trimEnd().length;
  const end = start;
  for (;;) {
    const before = text.slice(Math.max(0, start - 100), start).trimEnd();
    const token = endings.has(before.slice(-2)) ? tokens.find((one) => before.endsWith(one)) : undefined;
    if (token === undefined) break;
    start = Math.max(0, start - 100) + before.length - token.length;
  }
  return start === end ? undefined : { start, end };
}

/** A special token as tokenizers write them. */
const specialToken = /<[|｜][\w▁]{1,40}[|｜]>/;

/** Does a text hold a special token anywhere? If so, the program that wrote it keeps them. */
export function keepsTokens(text: string): boolean {
  return specialToken.test(text) || tokens.some((token) => text.includes(token));
}

/** Does a text hold such tokens between its turns: right behind a call, or before what another says? */
export function endsTurnsWithin(text: string): boolean {
  return tokens.some((token) => text.includes(`${token}<`) || text.includes(`${token}\n<`));
}
