/** A server that crashes this often... */
const maxCrashes = 5;
/** ...within this many milliseconds is not restarted automatically. */
const period = 3 * 60 * 1000;

/** What to do after a crash: restart the server (and say so), or leave it off. */
export type AfterCrash = "restart-and-tell" | "restart" | "stay-down";

/** Counts the crashes of the language server, so that one that always crashes is not restarted forever. */
export class CrashCount {
  private times: number[] = [];

  /** @param now milliseconds, from any fixed moment */
  add(now: number): AfterCrash {
    this.times = [...this.times.filter((time) => now - time <= period), now];
    if (this.times.length >= maxCrashes) return "stay-down";
    return this.times.length === 1 ? "restart-and-tell" : "restart";
  }

  /** The user started the server: earlier crashes no longer count. */
  forget(): void {
    this.times = [];
  }
}
