import type { DialectTool } from "../../dialect";
import type { ServerReading } from "../reader";

/** What a cause looks at. */
export interface Streamed {
  readonly text: string;
  readonly tools: readonly DialectTool[];
  /** The reasoning as the server cuts it when it does not stream; empty where there is none. */
  readonly reasoning: string;
  /** What is left of the text then. */
  readonly rest: string;
  /** What the server reads when it does not stream; no calls where that is not known of the dialect. */
  readonly reading: ServerReading;
}

/** Why a client that streams gets other calls, or other text, than one that does not. */
export interface Cause {
  /** For people: what then happens, in a sentence without its end. */
  readonly why: string;
  /** Is it so wherever the chunks fall? If not, it is so where a chunk of several tokens holds a call's end. */
  readonly isCertain: boolean;
  holds(streamed: Streamed): boolean;
}

export function cause(why: string, holds: Cause["holds"]): Cause {
  return { why, isCertain: true, holds };
}

/** What speculative decoding does where a chunk of several tokens holds a call's end, which most do. */
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

/** The name that an object begins with; undefined where the text begins with no such object. */
export function leadingName(text: string): string | undefined {
  return firstName.exec(text)?.[1];
}

/** The stretches behind each opener, up to the next one. */
export function behind(text: string, open: string): string[] {
  return text.split(open).slice(1);
}

/** A call in reasoning that is closed: not streamed it stays there. */
export function draft(open: string, isCall: (behindIt: string) => boolean): Cause {
  return cause("a call that is drafted or mentioned in the reasoning runs", ({ reasoning }) =>
    behind(reasoning, open).some(isCall),
  );
}

/** The text before a mark; all of it where there is none. */
export function upTo(text: string, close: string): string {
  const at = text.indexOf(close);
  return at < 0 ? text : text.slice(0, at);
}

/** Does what begins at a place not close? False where nothing begins. */
export function isOpen(text: string, start: number, close: string): boolean {
  return start >= 0 && !text.includes(close, start);
}
