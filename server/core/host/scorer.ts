/** How a team's own scorer is run. */
export interface ScorerCommand {
  /** A line for the system's shell. */
  readonly command: string;
  /** Where it is run: an absolute path. */
  readonly folder: string;
  /** Seconds that one answer may take. */
  readonly timeout: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Hears all that it says on standard error. */
  readonly onComplaint?: (text: string) => void;
}

/** A team's own scorer that runs. */
export interface Scorer {
  /**
   * The answers to these requests, one line each.
   *
   * @throws ScorerFailure where the scorer ends early, takes too long, or is cancelled
   */
  ask(requests: readonly object[]): AsyncGenerator<string>;

  /**
   * Tells the scorer that nothing more comes, waits until it has ended, and ends what is left of it.
   *
   * @throws ScorerFailure where it wrote more lines than it was asked for: then its answers may belong to other samples
   */
  finish(): Promise<void>;

  /** Ends the scorer at once, with all that it started. */
  end(): void;
}

/** Why a scorer gave no answers, or none that can be trusted. */
export class ScorerFailure extends Error {
  override readonly name = "ScorerFailure";

  /**
   * @param message what happened and what to do, in a sentence that goes on after "the scorer failed: "
   * @param said the end of what it said on standard error
   */
  constructor(
    readonly kind: "not-started" | "not-found" | "ended" | "late" | "unreadable" | "surplus" | "cancelled",
    message: string,
    readonly said: string,
  ) {
    super(message);
  }
}
