/** How a team's own scorer is run. */
export interface ScorerCommand {
  /** A line for the system's shell. */
  readonly command: string;
  /** The folder to run it in: an absolute path. */
  readonly folder: string;
  /** The longest time for one answer, in seconds. */
  readonly timeout: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Receives everything that it writes to standard error. */
  readonly onComplaint?: (text: string) => void;
}

/** A running scorer of a team. */
export interface Scorer {
  /**
   * Returns the answers to these requests, one line each.
   *
   * @throws ScorerFailure if the scorer ends early, takes too long or is cancelled
   */
  ask(requests: readonly object[]): AsyncGenerator<string>;

  /**
   * Closes the scorer's input, waits until it has ended, and ends the processes that it left.
   *
   * @throws ScorerFailure if it wrote more lines than requested: its answers may then belong to other samples
   */
  finish(): Promise<void>;

  /** Ends the scorer at once, with all processes that it started. */
  end(): void;
}

/** Why a scorer gave no answers, or none that can be trusted. */
export class ScorerFailure extends Error {
  override readonly name = "ScorerFailure";

  /**
   * @param message what happened and what to do, in a sentence that goes on after "the scorer failed: "
   * @param said the end of what it wrote to standard error
   */
  constructor(
    readonly kind: "not-started" | "not-found" | "ended" | "late" | "unreadable" | "surplus" | "cancelled",
    message: string,
    readonly said: string,
  ) {
    super(message);
  }
}
