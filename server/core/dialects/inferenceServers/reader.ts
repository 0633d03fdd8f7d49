import type { DialectTool } from "../dialect";

/** The servers and trainers whose reading of calls is known. */
export type ServerId = "vllm" | "sglang" | "verl";

/** A call as a server hands it to its client. */
export interface ServerCall {
  readonly name: string;
  /**
   * The arguments as the text that is sent: JSON if the server made it, or the model's own text if the server passes it
   * on.
   */
  readonly arguments: string;
}

/** What a server or trainer reads in a text, without streaming. */
export interface ServerReading {
  readonly calls: readonly ServerCall[];
  /** Undefined if there is none, or if the trainer does not separate it from the rest. */
  readonly reasoning?: string | undefined;
  /** The text for the user; undefined if there is none. */
  readonly content?: string | undefined;
  /** Why the server returns the text as it is although it saw calls: a single unreadable call loses all. For people. */
  readonly error?: string | undefined;
}

/** One parser of a server, with its release and its reading of a text. */
export interface Reader {
  readonly id: ServerId;
  /** For people: "vLLM". */
  readonly title: string;
  readonly version: string;
  /** The parser's name there, as its option takes it. If a server has two for a dialect, the usual one comes first. */
  readonly parser: string;
  /** The dialect whose texts it reads. */
  readonly dialect: string;
  /** Does it separate reasoning and content from the calls? verl takes only the calls. */
  readonly partsText: boolean;
  /**
   * Reads a text as the model wrote it, including special tokens. Never throws; linear in the text.
   *
   * @param tools as the request listed them; empty if they are not known, and then no call is dropped for its name.
   */
  read(text: string, tools: readonly DialectTool[]): ServerReading;
}

/** A server whose reading of a dialect is not known, and why. */
export interface Unread {
  readonly id: ServerId;
  readonly title: string;
  readonly version: string;
  /** `none`: the server has no parser for that dialect. `unknown`: its parser was not examined. */
  readonly reason: "none" | "unknown";
}
