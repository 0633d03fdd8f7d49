import { createParser } from "eventsource-parser";
import { errorIn, type ErrorDetail } from "./errors";
import { isObject, parseJson } from "./json";
import type { AnswerReader } from "./answer";
import { sizes } from "./sizes";

/** A new piece of an answer, as it arrived. */
export interface Delta {
  readonly text: string;
  readonly reasoning: string;
}

/** Reads a stream of server-sent events into an answer. Chunks may be cut anywhere, even inside a character. */
export class EventStream {
  /** The first error in the stream. It overrides everything else that arrived. */
  error: ErrorDetail | undefined;
  /** An event was larger than the maximum. */
  tooLarge = false;
  private ending = false;
  private readonly decoder = new TextDecoder();
  private readonly parser = createParser({
    maxBufferSize: sizes.event,
    onEvent: ({ event, data }) => {
      this.take(data, event === "error");
    },
    onError: (problem) => {
      if (problem.type === "max-buffer-size-exceeded") this.tooLarge = true;
      // llama-server, before autumn 2025, wrote `error: {…}` as a field of its own.
      else if (problem.field === "error") this.take(`{"error": ${problem.value ?? ""}}`, true);
    },
  });

  constructor(
    private readonly reader: AnswerReader,
    private readonly onDelta: ((delta: Delta) => void) | undefined,
  ) {}

  feed(bytes: Uint8Array): void {
    if (this.tooLarge) return;
    this.parser.feed(this.decoder.decode(bytes, { stream: true }));
  }

  /** Ends the stream: text at its end without a blank line after it is the last event, if it is complete. */
  end(): void {
    if (this.tooLarge) return;
    this.ending = true;
    this.parser.feed(`${this.decoder.decode()}\n\n`);
  }

  private take(data: string, isError: boolean): void {
    const text = data.trim();
    if (text === "" || text === "[DONE]") return;
    const value = parseJson(text);
    if (value === undefined) {
      // Cut in the middle of an event: that is a cut stream, not an error message of the server.
      if (!this.ending) this.error ??= { message: text, type: "", code: "", param: "" };
      return;
    }
    const error = errorIn(value) ?? (isError ? errorIn({ error: value }) : undefined);
    if (error !== undefined) this.error ??= error;
    if (!isObject(value)) return;
    const delta = this.reader.take(value);
    if (delta.text !== "" || delta.reasoning !== "") this.onDelta?.(delta);
  }
}
