import type { DialectTool } from "../../dialect";
import type { ServerReading } from "../reader";

/** What a cause is judged by. */
export interface Streamed {
  readonly text: string;
  readonly tools: readonly DialectTool[];
  /** The reasoning as the server cuts it when it does not stream; empty if there is none. */
  readonly reasoning: string;
  /** The rest of the text then. */
  readonly rest: string;
  /** What the server reads when it does not stream; no calls if this is not known for the dialect. */
  readonly reading: ServerReading;
}

/** Why a client that streams gets different calls or text than one that does not. */
export interface Cause {
  /** What happens then, for people: a sentence without its end. */
  readonly why: string;
  /**
   * Does it happen however the text is divided into chunks? If not, it happens if a chunk of several tokens holds a
   * call's end.
   */
  readonly isCertain: boolean;
  holds(streamed: Streamed): boolean;
}

export function cause(why: string, holds: Cause["holds"]): Cause {
  return { why, isCertain: true, holds };
}

/** What speculative decoding does if a chunk of several tokens holds a call's end, as most do. */
export function risk(why: string, holds: Cause["holds"]): Cause {
  return { why: `${why} where several tokens arrive at once`, isCertain: false, holds };
}

export const cutValue = cause("a value that is cut off arrives open", ({ text }) => {
  const start = text.lastIndexOf("<arg_value>");
  return start >= 0 && !text.includes("</arg_value>", start) && !/<\/tool_call(?::\w+)?>/.test(text.slice(start));
});

const named = /"name"\s*:\s*"[^"]/;
const firstName = /^\s*\{\s*"name"\s*:\s*"([^"]*)"/;

/** Is there an object with a name in the text? */
export function hasName(text: string): boolean {
  return named.test(text);
}

/** The name that an object begins with; undefined if the text begins with no such object. */
export function leadingName(text: string): string | undefined {
  return firstName.exec(text)?.[1];
}

/** The stretches behind each opener, up to the next one. */
export function behind(text: string, open: string): string[] {
  return text.split(open).slice(1);
}

/** A call in closed reasoning: without streaming it stays there. */
export function draft(open: string, isCall: (behindIt: string) => boolean): Cause {
  return cause("a call that is drafted or mentioned in the reasoning runs", ({ reasoning }) =>
    behind(reasoning, open).some(isCall),
  );
}

/** The text before a mark; all of it if there is none. */
export function upTo(text: string, close: string): string {
  const at = text.indexOf(close);
  return at < 0 ? text : text.slice(0, at);
}

/** Does something begin at `start` that is not closed? False if nothing begins there. */
export function isOpen(text: string, start: number, close: string): boolean {
  return start >= 0 && !text.includes(close, start);
}
