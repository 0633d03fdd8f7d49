/** A server that crashes so often... */
const maxCrashes = 5;
/** ...within so many milliseconds is not started again by itself. */
const period = 3 * 60 * 1000;

/** What is to be done about a crash: start the server again (and say so), or leave it. */
export type AfterCrash = "restart-and-tell" | "restart" | "stay-down";

/** Counts the crashes of the language server, so that one that cannot live is not started for ever. */
export class CrashCount {
  private times: number[] = [];

  /** @param now milliseconds, from any fixed moment */
  add(now: number): AfterCrash {
    this.times = [...this.times.filter((time) => now - time <= period), now];
    if (this.times.length >= maxCrashes) return "stay-down";
    return this.times.length === 1 ? "restart-and-tell" : "restart";
  }

  /** Somebody started the server by hand: what was before no longer counts. */
  forget(): void {
    this.times = [];
  }
}
