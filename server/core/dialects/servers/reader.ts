import type { DialectTool } from "../dialect";

/** The servers and trainers whose reading of calls is known. */
export type ServerId = "vllm" | "sglang" | "verl";

/** A call as a server hands it to its client. */
export interface ServerCall {
  readonly name: string;
  /** The arguments as the text that is sent: JSON where the server made it, whatever the model wrote where it passes it on. */
  readonly arguments: string;
}

/** What a server or trainer makes of a text, not streamed. */
export interface ServerReading {
  readonly calls: readonly ServerCall[];
  /** Undefined where there is none, or the trainer does not part it from the rest. */
  readonly reasoning?: string | undefined;
  /** The text for the user; undefined where there is none. */
  readonly content?: string | undefined;
  /** For people: why the server gives the text back where it saw calls: one that it cannot read loses all. */
  readonly error?: string | undefined;
}

/** One parser of a server: which, of which release, and what it makes of a text. */
export interface Reader {
  readonly id: ServerId;
  /** For people: "vLLM". */
  readonly title: string;
  readonly version: string;
  /** The parser's name there, as its option takes it. Where a server has two for a dialect, the usual one comes first. */
  readonly parser: string;
  /** The dialect whose texts it reads. */
  readonly dialect: string;
  /** Does it part reasoning and content from the calls? verl takes the calls alone. */
  readonly partsText: boolean;
  /**
   * Reads a text as the model wrote it, special tokens included. Never throws; linear in the text.
   *
   * @param tools as the request listed them; none where they are not known: no call is then dropped for its name.
   */
  read(text: string, tools: readonly DialectTool[]): ServerReading;
}

/** A server whose reading of a dialect cannot be told, and why. */
export interface Unread {
  readonly id: ServerId;
  readonly title: string;
  readonly version: string;
  /** `none`: the server has no parser of that dialect. `unknown`: what it has was not looked at. */
  readonly reason: "none" | "unknown";
}
