import { once } from "node:events";
import type { Writable } from "node:stream";
import { WriteStream } from "node:tty";

/**
 * Standard output or error. Waits if the reader is slower than we are, so that nothing piles up in memory, and stops
 * quietly when the reader goes away (`trace-auditor … | head`).
 */
export class Output {
  private readonly ended = new AbortController();
  private error: Error | undefined;

  /** @param shown makes texts printable; left out if the output is data */
  constructor(
    private readonly stream: Writable,
    private readonly shown: (text: string) => string = (text) => text,
  ) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.ended.abort();
      if (error.code !== "EPIPE") this.error ??= error;
    });
  }

  /** Further output reaches nobody: the reader has gone away, or writing failed. */
  get closed(): boolean {
    return this.ended.signal.aborted;
  }

  /** Aborted when {@link closed} becomes true. */
  get whenClosed(): AbortSignal {
    return this.ended.signal;
  }

  /** Why writing failed (a full disk); undefined if only the reader went away. */
  get failure(): Error | undefined {
    return this.error;
  }

  /** @param text a string, or its bytes in UTF-8 */
  write(text: string | Uint8Array): Promise<void> {
    return this.writeAsIs(typeof text === "string" ? this.shown(text) : text);
  }

  /** Overwrites the line that this function wrote before, on a terminal. */
  writeOver(text: string): Promise<void> {
    return this.writeAsIs(`\r${this.shown(text)}`);
  }

  private async writeAsIs(text: string | Uint8Array): Promise<void> {
    if (this.closed || text.length === 0) return;
    if (this.stream.write(text)) return;
    // `drain` never comes once the reader is gone. Whichever event comes first removes the other's listener.
    const settled = new AbortController();
    const event = (name: string): Promise<unknown> => once(this.stream, name, { signal: settled.signal });
    await Promise.race([event("drain"), event("close")]).catch(() => {
      this.ended.abort();
    });
    settled.abort();
  }

  /** Resolves once all that was written has gone out, or cannot: see {@link failure}. */
  async settled(): Promise<void> {
    if (this.closed) return;
    await new Promise<void>((resolve) => {
      this.stream.write("", (error?: NodeJS.ErrnoException | null) => {
        if (error && error.code !== "EPIPE") this.error ??= error;
        resolve();
      });
    });
  }

  async line(text: string): Promise<void> {
    await this.write(`${text}\n`);
  }

  /** May colours be used? Only on a terminal, and not if NO_COLOR is set (no-color.org). */
  get hasColours(): boolean {
    const refused = (process.env["NO_COLOR"] ?? "") !== "";
    return !refused && this.stream instanceof WriteStream && this.stream.isTTY && this.stream.hasColors();
  }

  /** Does it go to a terminal? */
  get isTerminal(): boolean {
    return this.stream instanceof WriteStream && this.stream.isTTY;
  }

  /** Columns of the terminal; undefined if the output is not a terminal. */
  get columns(): number | undefined {
    return this.stream instanceof WriteStream ? this.stream.columns : undefined;
  }
}
