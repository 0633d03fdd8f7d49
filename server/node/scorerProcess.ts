import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { LineTooLong, linesOf } from "./lines";
import { type Scorer, type ScorerCommand, ScorerFailure } from "../core/host/scorer";
import { ShellCommand } from "./shellCommand";

/**
 * The most requests that are sent ahead of their answers. More would fill the pipes of a scorer that reads everything
 * before it answers.
 */
const requestsAhead = 64;
/** How much of the scorer's standard error is repeated if it fails. */
const complaintShown = 2000;
/** How long a scorer can take to end after its input was closed, in seconds. */
const longestEnd = 10;
/** The longest answer, in UTF-16 units. */
const longestAnswer = 1_000_000;
/** The exit code of shells for a command that they do not find. */
const notFound = process.platform === "win32" ? 9009 : 127;

/**
 * A team's own scorer as a separate process: requests on its standard input, and one answer per line on its standard
 * output, in the same order. It is run only when someone asks for it.
 */
export class ScorerProcess implements Scorer {
  private readonly shell: ShellCommand;
  private readonly answers: AsyncGenerator<string, undefined>;
  private complaint = "";
  private ended: ScorerFailure | undefined;

  constructor(private readonly given: ScorerCommand) {
    this.shell = new ShellCommand(given.command, given.folder);
    const { child } = this.shell;
    child.on("error", (error) => {
      this.ended = this.failure("not-started", `it could not be started in ${given.folder} (${error.message})`);
    });
    child.on("exit", (code, signal) => {
      this.ended ??=
        code === notFound
          ? this.failure(
              "not-found",
              `the shell does not find its command (exit code ${code}): check its name, and that it is installed`,
            )
          : this.failure(
              "ended",
              `${signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`} before all samples were answered`,
            );
    });
    // If a request cannot be written to a scorer that has ended, the missing answer shows that.
    child.stdin.on("error", () => undefined);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.complaint = (this.complaint + text).slice(-complaintShown);
      given.onComplaint?.(text);
    });
    this.answers = linesOf(child.stdout, longestAnswer);
    given.signal?.addEventListener("abort", this.shell.kill, { once: true });
    if (given.signal?.aborted === true) this.shell.kill();
  }

  async *ask(requests: readonly object[]): AsyncGenerator<string> {
    let sent = 0;
    for (let answered = 0; answered < requests.length; answered++) {
      while (sent < requests.length && sent < answered + requestsAhead) {
        if (!this.shell.child.stdin.write(`${JSON.stringify(requests[sent++])}\n`)) break;
      }
      const answer = await this.next();
      if (answer === undefined) throw await this.earlyEnd();
      yield answer;
    }
  }

  async finish(): Promise<void> {
    try {
      this.shell.child.stdin.end();
      const surplus = await this.next(Math.min(longestEnd, this.given.timeout)).catch((error: unknown) => {
        // Everything is answered, so it does not matter that it does not end by itself.
        if (error instanceof ScorerFailure && error.kind === "late") return undefined;
        throw error;
      });
      if (surplus === undefined) return;
      throw this.failure(
        "surplus",
        `it wrote more lines than there are samples, so its answers may belong to the wrong samples. The first extra line: ${surplus.slice(0, 120)}. Everything that it prints besides one answer per sample must go to standard error`,
      );
    } finally {
      this.end();
    }
  }

  end(): void {
    this.given.signal?.removeEventListener("abort", this.shell.kill);
    this.shell.kill();
  }

  /** The next line; undefined if there is none. */
  private async next(timeout = this.given.timeout): Promise<string | undefined> {
    const { signal } = this.given;
    const timer = new AbortController();
    const line = this.answers.next();
    // If nobody waits for it any more, its failure does not matter.
    line.catch(() => undefined);
    const late = sleep(timeout * 1000, "late" as const, { signal: timer.signal }).catch(() => "late" as const);
    try {
      const result = await Promise.race([line, late]);
      if (signal?.aborted === true) throw this.failure("cancelled", "it was cancelled");
      if (result !== "late") return result.value;
    } catch (error) {
      if (signal?.aborted === true) throw this.failure("cancelled", "it was cancelled");
      if (!(error instanceof LineTooLong)) throw error;
      this.shell.kill();
      throw this.failure("unreadable", `one of its answers is longer than ${longestAnswer} characters`);
    } finally {
      timer.abort();
    }
    this.shell.kill();
    throw this.failure(
      "late",
      `it gave no answer for ${timeout} seconds. It must write each answer at once, before it reads on`,
    );
  }

  private async earlyEnd(): Promise<ScorerFailure> {
    // Its exit code and its last words may come after the end of its output.
    if (this.ended === undefined || this.shell.child.stderr.readable) {
      const closed = once(this.shell.child, "close").catch(() => undefined);
      await Promise.race([closed, sleep(1000, undefined, { ref: false })]);
    }
    const { kind, message } =
      this.ended ?? this.failure("ended", "it closed its output before all samples were answered");
    return this.failure(kind, message);
  }

  private failure(kind: ScorerFailure["kind"], message: string): ScorerFailure {
    return new ScorerFailure(kind, message, this.complaint.trim());
  }
}
