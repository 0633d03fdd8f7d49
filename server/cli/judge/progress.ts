import type { Output } from "../output/output";

/** A progress line on the terminal that is overwritten; writes nothing if standard error is not a terminal. */
export class Progress {
  private shown = "";
  private last = 0;

  constructor(private readonly output: Output) {}

  /** @param words are asked for only when they are shown */
  show(words: () => string): void {
    const now = Date.now();
    if (this.output.columns === undefined || now - this.last < 200) return;
    this.last = now;
    const text = words();
    void this.output.writeOver(text.padEnd(this.shown.length));
    this.shown = text;
  }

  /** Removes the line. */
  clear(): void {
    if (this.shown !== "") {
      void this.output.writeOver(" ".repeat(this.shown.length));
      void this.output.writeOver("");
    }
    this.shown = "";
  }
}
